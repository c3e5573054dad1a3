//! Layout of charts: a figure becomes a scene of primitives, which painters draw.
//!
//! A scene has no colours and no characters of curves. Ranges, ticks, places of labels, legends and clipping are decided
//! here; [`crate::ui`] paints a scene as cells or pixels, [`crate::export`] as vectors.

mod axis_scale;
mod scene;

pub use axis_scale::AxisScale;
pub use scene::{
    Disc, DiscShape, Paint, Point, Polyline, Primitive, Raster, Scene, SceneRect, SceneRegion,
    SceneText, TextWeight,
};
