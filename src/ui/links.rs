//! Links on the screen: areas that a terminal opens in a browser. They are a layer beside the cells, as images are.

use std::cell::RefCell;

use ratatui::layout::Rect;

/// A link, or the part of it that stands in one row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DrawnLink {
    /// Its cells, in one row.
    pub area: Rect,
    /// The address.
    pub address: String,
}

/// The links of a screen, collected while it is drawn.
#[derive(Debug, Default)]
pub(super) struct LinkLayer {
    links: RefCell<Vec<DrawnLink>>,
}

impl LinkLayer {
    /// Adds a link to `address` at `area`.
    pub(super) fn add(&self, area: Rect, address: &str) {
        if !area.is_empty() {
            self.links.borrow_mut().push(DrawnLink {
                area,
                address: address.to_owned(),
            });
        }
    }

    /// The links in the order in which they were added.
    pub(super) fn into_links(self) -> Vec<DrawnLink> {
        self.links.into_inner()
    }
}
