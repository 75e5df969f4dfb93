; vectors in vectors
<<<<1 2>> <<3 4>>>>
