//! Planes that are shown as one image: terminals keep few images, and a legend has many samples.

use ratatui::layout::Rect;

/// The most rows between a sample of one row and the plane whose image it is a part of.
const MAX_GAP: u16 = 2;

/// The `planes` of a scene, image by image. No two images overlap.
pub(super) fn plane_groups(planes: &[Rect]) -> Vec<Vec<Rect>> {
    let (samples, tall): (Vec<Rect>, Vec<Rect>) =
        planes.iter().partition(|plane| plane.height == 1);
    let mut groups: Vec<Vec<Rect>> = tall.into_iter().map(|plane| vec![plane]).collect();
    for sample in samples {
        let nearest = groups
            .iter_mut()
            .filter_map(|group| Some((distance(sample, union(group))?, group)))
            .min_by_key(|(distance, _)| *distance);
        match nearest {
            Some((_, group)) => group.push(sample),
            None => groups.push(vec![sample]),
        }
    }
    while let Some((at, other)) = overlapping(&groups) {
        let moved = groups.remove(other);
        groups[at].extend(moved);
    }
    groups
}

/// The smallest area with all of `planes`.
pub(super) fn union(planes: &[Rect]) -> Rect {
    let all = planes.iter().copied().reduce(Rect::union);
    all.unwrap_or_default()
}

/// The rows between a sample and `area`, and whether `area` is above it: of two that are equally near, a legend belongs to the
/// plane below it. None if they are too far apart.
fn distance(sample: Rect, area: Rect) -> Option<(u16, bool)> {
    let below = area.top().saturating_sub(sample.bottom());
    let above = sample.top().saturating_sub(area.bottom());
    let rows = below.max(above);
    (rows <= MAX_GAP).then_some((rows, area.bottom() <= sample.top()))
}

/// Two groups whose areas overlap, the first one first.
fn overlapping(groups: &[Vec<Rect>]) -> Option<(usize, usize)> {
    let areas: Vec<Rect> = groups.iter().map(|group| union(group)).collect();
    (0..areas.len()).find_map(|at| {
        let other = (at + 1..areas.len()).find(|other| areas[at].intersects(areas[*other]))?;
        Some((at, other))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn areas(planes: &[Rect]) -> Vec<Rect> {
        let groups = plane_groups(planes);
        groups.iter().map(|group| union(group)).collect()
    }

    #[test]
    fn the_samples_of_a_legend_are_in_the_image_of_the_plot_below_them() {
        let (first, second) = (Rect::new(5, 2, 4, 1), Rect::new(20, 2, 4, 1));
        let plot = Rect::new(5, 3, 40, 10);
        assert_eq!(areas(&[first, second, plot]), [Rect::new(5, 2, 40, 11)]);
        let above = Rect::new(5, 0, 40, 2);
        let groups = plane_groups(&[above, first, plot]);
        assert_eq!(groups, [vec![above], vec![plot, first]]);
        // The caption of a map, below its axis.
        assert_eq!(areas(&[plot, Rect::new(5, 15, 3, 1)]).len(), 1);
        assert_eq!(areas(&[plot, Rect::new(5, 16, 3, 1)]).len(), 2);
    }

    #[test]
    fn planes_below_each_other_are_images_of_their_own() {
        let planes = [Rect::new(5, 2, 40, 8), Rect::new(5, 12, 40, 3)];
        assert_eq!(areas(&planes), planes);
    }

    #[test]
    fn a_plane_within_another_one_is_a_part_of_its_image() {
        let (diagram, miniature) = (Rect::new(0, 0, 40, 12), Rect::new(10, 4, 6, 3));
        assert_eq!(areas(&[diagram, miniature]), [diagram]);
        assert_eq!(areas(&[miniature, diagram]), [diagram]);
    }

    #[test]
    fn samples_without_a_plot_are_one_image() {
        let samples = [Rect::new(0, 4, 4, 1), Rect::new(10, 4, 4, 1)];
        assert_eq!(areas(&samples), [Rect::new(0, 4, 14, 1)]);
        assert_eq!(areas(&[]), []);
    }
}
