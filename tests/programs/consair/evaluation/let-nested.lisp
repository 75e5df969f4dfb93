; inner names hide outer ones
(let ((x 1)) (list x (let ((x 2)) x) x))
