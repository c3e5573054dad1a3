//! Lanes of a race: groups below each other, each with a heading, its lanes and the median of its arrivals.

use ratatui::layout::Rect;

use super::frame::{Density, FigureFrame, HeightRange};
use super::plane::{self, Plane};
use super::{ChartContext, DiscShape, Paint, Point, Scene, TextWeight};
use crate::figure::{Axis, Lane, LaneGroup, Lanes, Scale};
use crate::locale::Phrase;
use crate::text::{clip, columns};

/// The fewest columns of a plane with an axis.
const MIN_WIDTH: u16 = 12;
/// Columns between the texts of a heading.
const GAP: u16 = 2;
/// The rows of a cell that lanes are spaced by, in quarters: the rows of dots of most glyphs.
const QUARTERS: u16 = 4;
/// The most quarters of a row between neighbouring lanes.
const WIDEST_PITCH: usize = 8;
/// The columns of the mark at the end of a lane whose run never arrived, and of a head between lanes that are close.
const END_LENGTH: f64 = 1.0;

/// The rows of the lanes of one group, and the distance between them.
#[derive(Clone, Copy)]
struct LaneRows {
    /// The row below the heading.
    top: u16,
    /// Rows of cells.
    rows: u16,
    /// Quarters of a row between neighbouring lanes.
    pitch: usize,
    /// The runs in a lane: more than one where there are more runs than quarters of rows.
    per_lane: usize,
}

impl LaneRows {
    /// The lanes in at most `rows` rows from `top` on.
    fn new(count: usize, top: u16, rows: u16) -> Self {
        let slots = usize::from(QUARTERS * rows);
        let per_lane = count.div_ceil(slots.max(1)).max(1);
        let lanes = count.div_ceil(per_lane);
        let pitch = slots.checked_div(lanes).unwrap_or(1);
        let pitch = pitch.clamp(1, WIDEST_PITCH);
        let used = (lanes * pitch).div_ceil(usize::from(QUARTERS));
        Self {
            top,
            rows: u16::try_from(used).map_or(rows, |used| used.min(rows)),
            pitch,
            per_lane,
        }
    }

    /// The height of the middle of the lane of a run.
    fn middle(self, run: usize) -> f64 {
        let quarters = ((run / self.per_lane) as f64 + 0.5) * self.pitch as f64;
        f64::from(self.top) + quarters / f64::from(QUARTERS)
    }

    /// Half the height of a tick, so that ticks of neighbouring lanes do not touch.
    fn half_tick(self) -> f64 {
        let quarters = self.pitch.min(usize::from(QUARTERS)) as f64;
        0.4 * quarters / f64::from(QUARTERS)
    }

    /// Whether lanes are so far apart that their heads can be discs.
    fn has_room_for_discs(self) -> bool {
        self.pitch >= usize::from(QUARTERS)
    }
}

/// Quarters of a row between lanes that can be told apart.
const CLEAR_PITCH: usize = 2;

/// The rows of lanes as the main chart of a column of `height` rows: so many that lanes can be told apart, where they fit.
pub(super) fn main_rows(lanes: &Lanes, height: u16) -> Option<u16> {
    let rows = |pitch: usize| {
        let each = (most_runs(lanes) * pitch).div_ceil(usize::from(QUARTERS)) + 1;
        u16::try_from(lanes.groups.len() * each + 2).ok()
    };
    let mut choices = [CLEAR_PITCH, 1].into_iter().filter_map(rows);
    choices.find(|rows| *rows < height)
}

/// The rows of lanes that make them the main chart of a column. Fewer lanes take only the rows they need.
const MANY_ROWS: usize = 14;

/// The rows of lanes: a row for each group and its heading at least, up to two rows a lane.
pub(super) fn height_range(lanes: &Lanes, density: Density) -> HeightRange {
    let each = match density {
        Density::Full => 4,
        Density::Compact | Density::Crowded => 3,
        Density::Minimal => 2,
    };
    let groups = u16::try_from(lanes.groups.len()).unwrap_or(u16::MAX);
    HeightRange {
        min: groups.saturating_mul(each).saturating_add(2),
        max: match most_rows(lanes) {
            rows @ 0..MANY_ROWS => u16::try_from(rows).unwrap_or(u16::MAX),
            MANY_ROWS.. => u16::MAX,
        },
    }
}

/// The rows of title, groups with the widest lanes and a gap between them, and the axis.
fn most_rows(lanes: &Lanes) -> usize {
    let most = lanes.groups.iter().map(|group| group.lanes.len()).max();
    let rows = (most.unwrap_or(0) * WIDEST_PITCH).div_ceil(usize::from(QUARTERS));
    lanes.groups.len() * (rows + 2) + 1
}

/// The vertical axis of a plane whose rows have no values.
fn rows_axis() -> Axis {
    Axis::linear(None, 1.0, 2.0).ticks(Vec::new())
}

/// Adds lanes.
pub(super) fn add(lanes: &Lanes, frame: FigureFrame, scene: &mut Scene, ctx: &ChartContext<'_>) {
    let area = frame.area;
    let groups = u16::try_from(lanes.groups.len()).unwrap_or(u16::MAX);
    let title = title(lanes, area, ctx);
    let axis_name = name_beside_title(&title, lanes, area, ctx);
    let below = scene.title(&title, area, ctx.symbols.ellipsis);
    let min_height = groups.saturating_mul(2).saturating_add(2);
    if groups == 0 || area.width < MIN_WIDTH || area.height < min_height {
        for (group, row) in lanes.groups.iter().zip(below.rows()) {
            add_heading(group, None, row, scene, ctx);
        }
        return;
    }
    let inner = area.width.saturating_sub(1);
    let (before, behind) = match axis_name {
        Some(_) => plane::tick_overhang(&lanes.axis, inner, 0, ctx),
        None => plane::x_label_overhang(&lanes.axis, inner, ctx),
    };
    let cells = Plane::area_in(
        FigureFrame {
            area: below,
            gutter: before.saturating_sub(1),
            margin: behind,
            ..frame
        },
        0,
        1,
    );
    // Every group has the same number of rows; those that no lane needs stay free below the axis.
    let used = 1 + LaneRows::new(most_runs(lanes), 0, rows_of_group(groups, area.height)).rows;
    let gap = u16::from(groups * used + groups <= cells.height);
    let cells = Rect {
        height: groups * (used + gap) - gap,
        ..cells
    };
    let mut plane = Plane::new(cells, area, &lanes.axis, &rows_axis(), ctx);
    if let Some(name) = axis_name {
        let at = (area.right() - columns(&name), area.y);
        scene.text(&name, at, area, Paint::Dim);
        plane = plane.without_x_name();
    }
    plane.add_region(frame.index, scene);
    plane.add_grid(scene);
    for (group, at) in lanes.groups.iter().zip(0..groups) {
        let heading = Rect {
            y: cells.y + at * (used + gap),
            height: 1,
            ..plane.area
        };
        let rows = LaneRows::new(group.lanes.len(), heading.bottom(), used - 1);
        add_lanes(group, rows, &plane, scene);
        let median = add_median(group, rows, &plane, scene);
        add_ends(group, rows, &plane, scene);
        add_heading(group, median, heading, scene, ctx);
    }
    plane.add_x_labels(plane.area.bottom(), area.x, scene);
}

/// The most runs of a group.
fn most_runs(lanes: &Lanes) -> usize {
    let runs = lanes.groups.iter().map(|group| group.lanes.len());
    runs.max().unwrap_or(0)
}

/// The rows below the heading of each group of lanes in `height` rows with title and axis.
fn rows_of_group(groups: u16, height: u16) -> u16 {
    let rows = height.saturating_sub(2).checked_div(groups);
    rows.unwrap_or(0).saturating_sub(1)
}

/// The title with the number of runs in a lane.
fn title(lanes: &Lanes, area: Rect, ctx: &ChartContext<'_>) -> String {
    let groups = u16::try_from(lanes.groups.len()).unwrap_or(u16::MAX);
    let rows = LaneRows::new(most_runs(lanes), 0, rows_of_group(groups, area.height));
    let unit = match rows.per_lane {
        0 | 1 => Phrase::key("figure.lanes.each"),
        runs => Phrase::key("figure.lanes.shared").with("n", runs),
    };
    let title = Phrase::key("figure.lanes.title").with("title", lanes.title.clone());
    ctx.format(&title.with("lanes", unit))
}

/// The name of the axis, or that it is logarithmic, if it has room at the end of the title row, where it takes no columns
/// from the lanes.
fn name_beside_title(
    title: &str,
    lanes: &Lanes,
    area: Rect,
    ctx: &ChartContext<'_>,
) -> Option<String> {
    let name = plane::axis_name(&lanes.axis, ctx)?;
    let short = match lanes.axis.scale {
        Scale::Log => Some(ctx.word("figure.log")),
        Scale::Linear => None,
    };
    let free = area
        .width
        .saturating_sub(columns(title).saturating_add(GAP));
    let mut names = [Some(name), short].into_iter().flatten();
    names.find(|name| columns(name) <= free && area.height > 1)
}

/// The column of a value, at a side of the plane where it lies beyond it.
fn column(plane: &Plane, value: f64) -> f64 {
    let (left, right) = (f64::from(plane.area.left()), f64::from(plane.area.right()));
    match plane.x.position(value) {
        Some(x) => x.clamp(left, right),
        None => left,
    }
}

/// Adds the way of every lane, from the low end of the axis to its head.
fn add_lanes(group: &LaneGroup, rows: LaneRows, plane: &Plane, scene: &mut Scene) {
    let left = f64::from(plane.area.left());
    for (at, lane) in group.lanes.iter().enumerate() {
        let y = rows.middle(at);
        let end = column(plane, lane.at());
        let ends = [left, end].map(|x| Point { x, y });
        scene.polyline(ends.to_vec(), Paint::Lane(group.role));
    }
}

/// Adds a bar across all lanes at the median of the arrivals. Returns its column.
fn add_median(group: &LaneGroup, rows: LaneRows, plane: &Plane, scene: &mut Scene) -> Option<f64> {
    let x = column(plane, group.median()?);
    let ends = [rows.top, rows.top + rows.rows].map(|y| Point { x, y: f64::from(y) });
    scene.polyline(ends.to_vec(), Paint::Arrival(group.role));
    Some(x)
}

/// Adds the end of every lane: a tick at an arrival, a head, or a mark where a run ended without having arrived.
fn add_ends(group: &LaneGroup, rows: LaneRows, plane: &Plane, scene: &mut Scene) {
    let left = f64::from(plane.area.left());
    for (at, lane) in group.lanes.iter().enumerate() {
        let y = rows.middle(at);
        let x = column(plane, lane.at());
        let before = (x - END_LENGTH).max(left);
        let end = vec![Point { x: before, y }, Point { x, y }];
        match lane {
            Lane::Arrived { .. } => {
                let half = rows.half_tick();
                let ends = [y - half, y + half].map(|y| Point { x, y });
                scene.polyline(ends.to_vec(), Paint::Arrival(group.role));
            }
            Lane::Moving { .. } if rows.has_room_for_discs() => {
                let center = Point { x, y };
                scene.disc(center, DiscShape::Filled, Paint::Series(group.role));
            }
            Lane::Moving { .. } => scene.polyline(end, Paint::Series(group.role)),
            Lane::Ended { .. } => scene.polyline(end, Paint::Wrong),
        }
    }
}

/// Adds the name of a group and its numbers: of arrivals, their median above its bar, and of lanes that never arrived.
fn add_heading(
    group: &LaneGroup,
    median: Option<f64>,
    row: Rect,
    scene: &mut Scene,
    ctx: &ChartContext<'_>,
) {
    let colour = Paint::Series(group.role);
    let name = ctx.format(&group.name);
    let name = clip(&name, usize::from(row.width), ctx.symbols.ellipsis);
    scene.weighted_text(&name, (row.x, row.y), row, colour, TextWeight::Bold);
    let from = row.x + columns(&name) + GAP;
    let end = add_never_count(
        group,
        Rect {
            x: from,
            width: row.right().saturating_sub(from),
            ..row
        },
        scene,
        ctx,
    );
    let (count, median_text) = heading_texts(group, end.saturating_sub(from), ctx);
    let space = usize::from(end.saturating_sub(from));
    let count = clip(&count, space, ctx.symbols.ellipsis);
    scene.text(&count, (from, row.y), row, Paint::Dim);
    if let Some(x) = median {
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "a column of the plane"
        )]
        let middle = x as u16;
        let width = columns(&median_text);
        let last = end.saturating_sub(width);
        let start = middle.saturating_sub(width / 2).min(last);
        let start = start.max(from + columns(&count) + GAP);
        scene.text(&median_text, (start, row.y), row, colour);
    }
}

/// Adds the number of lanes that never arrived at the end of `row`, unless there are none or it does not fit. Returns the
/// first column that is not free.
fn add_never_count(group: &LaneGroup, row: Rect, scene: &mut Scene, ctx: &ChartContext<'_>) -> u16 {
    let count = group.never_count();
    let text = ctx.format(&Phrase::key("figure.lanes.never").with("n", count));
    if count == 0 || columns(&text) > row.width {
        return row.right();
    }
    let start = row.right() - columns(&text);
    scene.text(&text, (start, row.y), row, Paint::Wrong);
    start.saturating_sub(GAP)
}

/// The number of arrivals and their median, with as many words as fit into `width` columns.
fn heading_texts(group: &LaneGroup, width: u16, ctx: &ChartContext<'_>) -> (String, String) {
    let count = |key: &'static str| {
        let phrase = Phrase::key(key).with("k", group.arrivals().len());
        ctx.format(&phrase.with("n", group.lanes.len()))
    };
    let (long, short) = (count("figure.lanes.arrived"), count("figure.lanes.count"));
    let Some(at) = group.median() else {
        let fits = columns(&long) <= width;
        return (if fits { long } else { short }, String::new());
    };
    let median = |key: &'static str| ctx.format(&Phrase::key(key).with("at", at));
    let (named, bare) = (
        median("figure.lanes.median"),
        median("figure.lanes.median-value"),
    );
    let choices = [
        (long, named.clone()),
        (short.clone(), named),
        (short.clone(), bare),
    ];
    let fits = |(count, median): &(String, String)| {
        columns(count)
            .saturating_add(GAP)
            .saturating_add(columns(median))
            <= width
    };
    choices
        .into_iter()
        .find(fits)
        .unwrap_or((short, String::new()))
}
