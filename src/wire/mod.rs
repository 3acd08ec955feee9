//! Two frames to the fewest bytes a terminal understands.
