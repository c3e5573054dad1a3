//! Figures on screens.
