; nothing is open
; exit: 1
>>
