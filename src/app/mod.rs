//! One reader's state and what each event does to it: no I/O, no drawing.
