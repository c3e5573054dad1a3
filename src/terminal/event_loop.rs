//! The loop: waits, hands on what happens, draws what has changed.

use std::io;
use std::time::Duration;

use ratatui::Frame;

use super::{Button, Happening, Source, Stage};
use crate::app::{
    App, ClickTarget, Effect, LoopMode, Motion, MouseInput, Msg, ScrollExtent, Update,
};
use crate::ui;

/// How long a frame lasts while something runs: thirty a second.
const FRAME: Duration = Duration::from_nanos(1_000_000_000 / 30);

/// How long a still picture of something that runs stays, where nothing may move by itself.
const STILL: Duration = Duration::from_secs(1);

/// Why the loop ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum End {
    /// The learner quit.
    Quit,
    /// A signal of this number asked for it.
    Signal(u8),
}

/// What is on the screen at a moment.
#[derive(Clone, Copy)]
pub struct Shown<'a> {
    /// The app.
    pub app: &'a App,
    /// Columns and rows of the screen.
    pub size: (u16, u16),
}

/// What an app looks like.
pub trait View {
    /// Draws a frame; says how far its text can be scrolled.
    fn draw(&mut self, frame: &mut Frame<'_>, app: &App) -> ScrollExtent;

    /// What stands at a column and row of a screen of this size.
    fn hit(&mut self, app: &App, size: (u16, u16), place: (u16, u16)) -> Option<ClickTarget>;
}

/// What only draws has nothing to click.
impl<D> View for D
where
    D: FnMut(&mut Frame<'_>, &App) -> ScrollExtent,
{
    fn draw(&mut self, frame: &mut Frame<'_>, app: &App) -> ScrollExtent {
        self(frame, app)
    }

    fn hit(&mut self, _: &App, _: (u16, u16), _: (u16, u16)) -> Option<ClickTarget> {
        None
    }
}

/// The cells that `ui` makes of an app.
#[derive(Clone, Copy, Debug)]
pub struct Cells;

impl View for Cells {
    fn draw(&mut self, frame: &mut Frame<'_>, app: &App) -> ScrollExtent {
        ui::draw(frame, app)
    }

    fn hit(&mut self, app: &App, size: (u16, u16), (x, y): (u16, u16)) -> Option<ClickTarget> {
        ui::hit(app, size, x, y)
    }
}

/// Runs `app` on `stage` with what comes from `source`, until it ends.
///
/// Nothing runs: the loop waits for input without a timer. Something runs: frames fall due at a
/// fixed rate, and where the app has work, slices of it fill the time between them. A key is always
/// taken before the next slice, and all keys that are waiting before the next drawing. Where nothing may
/// move by itself, the same frames fall due, so that the same steps are done, but few of them are drawn.
pub fn drive(
    app: &mut App,
    stage: &mut impl Stage,
    source: &mut impl Source,
    view: &mut impl View,
    world: impl FnMut(Effect, Shown<'_>) -> Option<Msg>,
) -> io::Result<End> {
    let mut turning = Turning {
        app,
        stage,
        source,
        view,
        world,
        stale: false,
        began: None,
        painted: Duration::ZERO,
        last_key: Duration::ZERO,
    };
    turning.paint()?;
    loop {
        if let Some(end) = turning.turn()? {
            return Ok(end);
        }
    }
}

struct Turning<'a, S, I, V, W> {
    app: &'a mut App,
    stage: &'a mut S,
    source: &'a mut I,
    view: &'a mut V,
    world: W,
    /// Whether the screen is behind the app.
    stale: bool,
    /// When the present frame began, while something runs.
    began: Option<Duration>,
    /// When the screen was last drawn.
    painted: Duration,
    /// When a key was last pressed.
    last_key: Duration,
}

impl<S, I, V, W> Turning<'_, S, I, V, W>
where
    S: Stage,
    I: Source,
    V: View,
    W: FnMut(Effect, Shown<'_>) -> Option<Msg>,
{
    /// One turn: input or a slice of work, a frame if one is due, a drawing if one is wanted.
    fn turn(&mut self) -> io::Result<Option<End>> {
        let pace = self.app.loop_mode();
        let patience = self.patience(pace);
        let happened = self.source.next(patience)?;
        let mut show = happened.is_some();
        match happened {
            Some(first) => {
                if let Some(end) = self.take_waiting(first)? {
                    return Ok(Some(end));
                }
            }
            None if pace == LoopMode::Work => {
                if let Some(end) = self.tell(Msg::Work)? {
                    return Ok(Some(end));
                }
            }
            None => {}
        }
        if let Some(elapsed) = self.frame_due() {
            show |= self.may_show_frame();
            if let Some(end) = self.tell(Msg::Frame { elapsed })? {
                return Ok(Some(end));
            }
        }
        // Between frames, work is not shown; but when it has come to its end, nothing else will be.
        if self.stale && (show || self.app.loop_mode() == LoopMode::Wait) {
            return self.paint();
        }
        Ok(None)
    }

    /// How long to wait for input, given what else there is to do.
    fn patience(&mut self, pace: LoopMode) -> Option<Duration> {
        match pace {
            LoopMode::Wait => {
                self.began = None;
                None
            }
            LoopMode::Frames => {
                let now = self.source.now();
                let began = *self.began.get_or_insert(now);
                Some((began + FRAME).saturating_sub(now))
            }
            LoopMode::Work => {
                let now = self.source.now();
                self.began.get_or_insert(now);
                Some(Duration::ZERO)
            }
        }
    }

    /// The time that the present frame took, if it is over; the next one begins.
    fn frame_due(&mut self) -> Option<Duration> {
        let now = self.source.now();
        let elapsed = now.saturating_sub(self.began?);
        if elapsed < FRAME {
            return None;
        }
        self.began = Some(now);
        Some(elapsed)
    }

    /// Whether a frame that fell due now may be drawn.
    fn may_show_frame(&self) -> bool {
        match self.app.context().behaviour().motion {
            Motion::On => true,
            Motion::Off => self.source.now().saturating_sub(self.painted) >= STILL,
        }
    }

    /// Takes `first` and whatever else is waiting, but not for longer than a frame: who holds a key
    /// down wants to see something.
    fn take_waiting(&mut self, first: Happening) -> io::Result<Option<End>> {
        let until = self.source.now() + FRAME;
        let mut next = Some(first);
        while let Some(happening) = next {
            if let Some(end) = self.take(happening)? {
                return Ok(Some(end));
            }
            if self.source.now() >= until {
                break;
            }
            next = self.source.next(Some(Duration::ZERO))?;
        }
        Ok(None)
    }

    fn take(&mut self, happening: Happening) -> io::Result<Option<End>> {
        match happening {
            Happening::Key(key) => {
                let now = self.source.now();
                let elapsed = now.saturating_sub(std::mem::replace(&mut self.last_key, now));
                let _end = self.tell(Msg::TimePassed { elapsed })?;
                self.tell(Msg::Key(key))
            }
            Happening::Mouse { button, x, y } => {
                let size = self.stage.size()?;
                let mut at = || self.view.hit(self.app, size, (x, y));
                let pointer = match button {
                    Button::Pressed => MouseInput::Press(at()),
                    Button::Dragged => MouseInput::Drag(at()),
                    Button::Released => MouseInput::Release,
                    Button::Wheel(way) => MouseInput::Wheel(way),
                };
                self.tell(Msg::Mouse(pointer))
            }
            Happening::Resized => {
                self.stale = true;
                Ok(None)
            }
            Happening::Signal(signal) => Ok(Some(End::Signal(signal))),
        }
    }

    /// Tells the app, and does what follows.
    fn tell(&mut self, msg: Msg) -> io::Result<Option<End>> {
        let Update { redraw, effects } = self.app.update(msg);
        self.stale |= redraw;
        for effect in effects {
            let shown = Shown {
                app: self.app,
                size: self.stage.size()?,
            };
            if let Some(answer) = (self.world)(effect.clone(), shown)
                && let Some(end) = self.tell(answer)?
            {
                return Ok(Some(end));
            }
            match effect {
                Effect::Quit => return Ok(Some(End::Quit)),
                // Whoever called us keeps files.
                Effect::SaveProgress(_)
                | Effect::SaveSetting(_)
                | Effect::Export
                | Effect::SaveState(_)
                | Effect::ReadPoints(_) => {}
                Effect::Copy(text) => self.stage.copy(&text)?,
                Effect::MouseCapture(mouse) => self.stage.mouse(mouse)?,
                Effect::Suspend => {
                    self.stage.suspend()?;
                    self.stale = true;
                    self.began = None;
                }
            }
        }
        Ok(None)
    }

    fn paint(&mut self) -> io::Result<Option<End>> {
        let mut extent = ScrollExtent::default();
        let (app, view) = (&*self.app, &mut self.view);
        self.stage
            .paint(&mut |frame| extent = view.draw(frame, app))?;
        self.stale = false;
        self.painted = self.source.now();
        self.tell(Msg::Drawn(extent))
    }
}

#[cfg(test)]
mod tests;
