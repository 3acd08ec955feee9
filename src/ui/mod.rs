//! Draws one reader's state with a theme, and changes nothing.
