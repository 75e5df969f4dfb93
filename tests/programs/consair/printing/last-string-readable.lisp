; a file that ends with a string prints it readably
"done"
