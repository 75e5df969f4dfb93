; marks
(list (%reduced? (%reduced 1)) (%reduced? 1) (%unreduced (%reduced 5)) (%unreduced 5) (%unreduced (%reduced (%reduced 5))))
