//! The event loop: waits for input, updates the app, draws its changes.

mod replies;

use std::io;
use std::time::Duration;

use ratatui::Frame;

use super::flow_control::FlowControl;
use super::{Display, Event, EventSource, MouseAction, TerminalReply};
use crate::app::{
    App, ClickTarget, Effect, LoopMode, Motion, MouseInput, Msg, ScrollExtent, Update,
};
use crate::ui::{self, DrawnScreen};

pub(super) use replies::cell_in_window;

/// The duration of a frame while something runs: thirty frames a second.
const FRAME_TIME: Duration = Duration::from_nanos(1_000_000_000 / 30);

/// The time between two drawings of something that runs while motion is off.
const STILL_FRAME_TIME: Duration = Duration::from_secs(1);

/// The time that the first frame waits for the terminal's replies. A local terminal needs one to five milliseconds.
const FIRST_FRAME_TIMEOUT: Duration = Duration::from_millis(50);

/// The reason why the event loop ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ExitReason {
    /// The learner quit.
    Quit,
    /// A signal of this number asked for it.
    Signal(u8),
    /// The terminal is gone.
    EndOfInput,
}

/// The state behind the frame that is on the screen.
#[derive(Clone, Copy)]
pub struct ShownFrame<'a> {
    /// The app.
    pub app: &'a App,
    /// Columns and rows of the screen.
    pub size: (u16, u16),
}

/// The appearance of an app.
pub trait View {
    /// Draws a frame.
    fn draw(&mut self, frame: &mut Frame<'_>, app: &App) -> DrawnScreen;

    /// The element at a column and row of a screen of this size.
    fn hit_test(
        &mut self,
        app: &App,
        size: (u16, u16),
        position: (u16, u16),
    ) -> Option<ClickTarget>;
}

/// A closure that draws is a view without clickable elements.
impl<D> View for D
where
    D: FnMut(&mut Frame<'_>, &App) -> DrawnScreen,
{
    fn draw(&mut self, frame: &mut Frame<'_>, app: &App) -> DrawnScreen {
        self(frame, app)
    }

    fn hit_test(&mut self, _: &App, _: (u16, u16), _: (u16, u16)) -> Option<ClickTarget> {
        None
    }
}

/// The view that `ui` draws.
#[derive(Clone, Copy, Debug)]
pub struct UiView;

impl View for UiView {
    fn draw(&mut self, frame: &mut Frame<'_>, app: &App) -> DrawnScreen {
        ui::draw(frame, app)
    }

    fn hit_test(&mut self, app: &App, size: (u16, u16), (x, y): (u16, u16)) -> Option<ClickTarget> {
        ui::hit_test(app, size, x, y)
    }
}

/// Runs `app` on `display` with input from `events` until it ends.
///
/// While nothing runs, the loop waits for input without a timer. While something runs, frames fall due at a fixed rate, and
/// slices of the app's work fill the time between them. A key is handled before the next slice, and all pending keys before the
/// next drawing. A terminal that has not drawn the frames before gets no other one. With motion off, the same frames fall due,
/// so that the app does the same steps, but few are drawn.
pub fn run_event_loop(
    app: &mut App,
    display: &mut impl Display,
    events: &mut impl EventSource,
    view: &mut impl View,
    handle_effect: impl FnMut(Effect, ShownFrame<'_>) -> Option<Msg>,
) -> io::Result<ExitReason> {
    let mut event_loop = EventLoop {
        app,
        display,
        events,
        view,
        handle_effect,
        needs_redraw: false,
        frame_start: None,
        last_draw: Duration::ZERO,
        last_key: Duration::ZERO,
        flow: FlowControl::default(),
    };
    event_loop.query_terminal()?;
    event_loop.draw()?;
    loop {
        if let Some(reason) = event_loop.run_once()? {
            event_loop.settle()?;
            return Ok(reason);
        }
    }
}

struct EventLoop<'a, D, E, V, H> {
    app: &'a mut App,
    display: &'a mut D,
    events: &'a mut E,
    view: &'a mut V,
    handle_effect: H,
    /// Whether the app has changed since the last drawing.
    needs_redraw: bool,
    /// The start of the current frame, while something runs.
    frame_start: Option<Duration>,
    /// The time of the last drawing.
    last_draw: Duration,
    /// The time of the last key press.
    last_key: Duration,
    flow: FlowControl,
}

impl<D, E, V, H> EventLoop<'_, D, E, V, H>
where
    D: Display,
    E: EventSource,
    V: View,
    H: FnMut(Effect, ShownFrame<'_>) -> Option<Msg>,
{
    /// Sends the queries and applies the replies that arrive soon, so that the first frame has the right colours.
    fn query_terminal(&mut self) -> io::Result<()> {
        let detection = self.app.context().behaviour().detection;
        self.report_cell_size()?;
        self.display.query_terminal(detection)?;
        self.flow.query_sent(self.events.now(), 0);
        if detection.is_empty() {
            return Ok(());
        }
        let deadline = self.events.now() + FIRST_FRAME_TIMEOUT;
        while self.flow.has_pending() {
            let remaining = deadline.saturating_sub(self.events.now());
            let Some(reply) = self.events.next_reply(remaining)? else {
                break;
            };
            let _update = self.handle_reply(reply)?;
        }
        Ok(())
    }

    /// Waits briefly for replies that are due, which a shell would take for keys, and drops frames that a slow terminal has
    /// not read.
    fn settle(&mut self) -> io::Result<()> {
        let deadline = self.events.now() + self.flow.settling_time();
        while self.flow.has_pending() {
            let remaining = deadline.saturating_sub(self.events.now());
            let Some(reply) = self.events.next_reply(remaining)? else {
                if self.flow.is_active() {
                    self.display.discard_output();
                }
                break;
            };
            if matches!(
                reply,
                TerminalReply::Attributes { .. } | TerminalReply::Ready
            ) {
                self.flow.reply_received(self.events.now());
            }
        }
        Ok(())
    }

    /// Handles pending input or a slice of work, then a due frame, and draws if needed.
    fn run_once(&mut self) -> io::Result<Option<ExitReason>> {
        let mode = self.app.loop_mode();
        let timeout = self.input_timeout(mode);
        let event = self.events.next_event(timeout)?;
        let mut may_draw = event.is_some();
        match event {
            Some(event) => {
                if let Some(reason) = self.handle_pending_events(event)? {
                    return Ok(Some(reason));
                }
            }
            None if mode == LoopMode::Work => {
                if let Some(reason) = self.update(Msg::Work)? {
                    return Ok(Some(reason));
                }
            }
            None => {}
        }
        if self.events.may_run_frame()
            && let Some(elapsed) = self.end_due_frame()
        {
            may_draw |= self.may_draw_frame();
            if let Some(reason) = self.update(Msg::Frame { elapsed })? {
                return Ok(Some(reason));
            }
        }
        if self.flow.expire(self.events.now()) {
            self.display.abandon_replies();
        }
        // Work is not drawn between frames, except when it finishes, because then no frame follows.
        let may_draw = may_draw || self.app.loop_mode() == LoopMode::Wait;
        let is_ready = || self.flow.time_to_wait(self.events.now()).is_none();
        if self.needs_redraw && may_draw && is_ready() {
            return self.draw();
        }
        Ok(None)
    }

    /// The longest time to wait for input in this mode; `None` is forever.
    fn input_timeout(&mut self, mode: LoopMode) -> Option<Duration> {
        match mode {
            LoopMode::Wait => {
                self.frame_start = None;
                let now = self.events.now();
                // A drawing may ask for another one: it shows or hides controls of figures that found no room.
                self.needs_redraw
                    .then(|| self.flow.time_to_wait(now).unwrap_or_default())
            }
            LoopMode::Frames => {
                let now = self.events.now();
                let start = *self.frame_start.get_or_insert(now);
                Some((start + FRAME_TIME).saturating_sub(now))
            }
            LoopMode::Work => {
                let now = self.events.now();
                self.frame_start.get_or_insert(now);
                Some(Duration::ZERO)
            }
        }
    }

    /// Ends the current frame and starts the next one if it is due; returns the time that it took.
    fn end_due_frame(&mut self) -> Option<Duration> {
        let now = self.events.now();
        let elapsed = now.saturating_sub(self.frame_start?);
        if elapsed < FRAME_TIME {
            return None;
        }
        self.frame_start = Some(now);
        Some(elapsed)
    }

    /// Whether a frame that is due now may be drawn.
    fn may_draw_frame(&self) -> bool {
        match self.app.context().behaviour().motion {
            Motion::On => true,
            Motion::Off => self.events.now().saturating_sub(self.last_draw) >= STILL_FRAME_TIME,
        }
    }

    /// Handles `first` and the events behind it for at most a frame, so that a held key does not delay drawing.
    fn handle_pending_events(&mut self, first: Event) -> io::Result<Option<ExitReason>> {
        let deadline = self.events.now() + FRAME_TIME;
        let mut next = Some(first);
        while let Some(event) = next {
            if let Some(reason) = self.handle_event(event)? {
                return Ok(Some(reason));
            }
            if self.events.now() >= deadline {
                break;
            }
            next = self.events.pending_event()?;
        }
        Ok(None)
    }

    fn handle_event(&mut self, event: Event) -> io::Result<Option<ExitReason>> {
        match event {
            Event::Key(key) => {
                let now = self.events.now();
                let elapsed = now.saturating_sub(std::mem::replace(&mut self.last_key, now));
                let _reason = self.update(Msg::TimePassed { elapsed })?;
                self.update(Msg::Key(key))
            }
            Event::Mouse { action, x, y } => {
                let size = self.display.size()?;
                let mut target = || self.view.hit_test(self.app, size, (x, y));
                let input = match action {
                    MouseAction::Press => MouseInput::Press(target()),
                    MouseAction::Drag => MouseInput::Drag(target()),
                    MouseAction::Release => MouseInput::Release,
                    MouseAction::Wheel(toward) => MouseInput::Wheel(toward),
                };
                self.update(Msg::Mouse(input))
            }
            Event::Resize => {
                self.display.invalidate();
                self.needs_redraw = true;
                // Its cells may have another size, although their number is the same.
                self.report_cell_size()?;
                if self.app.context().behaviour().detection.images {
                    self.display.query_cell_size()?;
                    self.flow.query_sent(self.events.now(), 0);
                }
                Ok(None)
            }
            Event::Paste(text) => self.update(Msg::Paste(text)),
            Event::Message(msg) => self.update(*msg),
            Event::Reply(reply) => self.handle_reply(reply),
            Event::Continue => {
                self.display.reopen()?;
                self.needs_redraw = true;
                self.frame_start = None;
                Ok(None)
            }
            Event::Signal(signal) => Ok(Some(ExitReason::Signal(signal))),
            Event::EndOfInput => Ok(Some(ExitReason::EndOfInput)),
        }
    }

    /// Updates the app and handles the effects.
    fn update(&mut self, msg: Msg) -> io::Result<Option<ExitReason>> {
        let Update { redraw, effects } = self.app.update(msg);
        self.needs_redraw |= redraw;
        for effect in effects {
            let shown = ShownFrame {
                app: self.app,
                size: self.display.size()?,
            };
            if let Some(answer) = (self.handle_effect)(effect.clone(), shown)
                && let Some(reason) = self.update(answer)?
            {
                return Ok(Some(reason));
            }
            match effect {
                Effect::Quit => return Ok(Some(ExitReason::Quit)),
                // `handle_effect` reads and writes files.
                Effect::SaveProgress(_)
                | Effect::SaveSetting(_)
                | Effect::Export
                | Effect::SaveState(_)
                | Effect::ReadData(_)
                | Effect::CompletePath(_)
                // So it tells the room.
                | Effect::Present(_)
                | Effect::Seat(_)
            | Effect::Remote(_) => {}
                Effect::Copy(text) => self.display.copy_to_clipboard(&text)?,
                Effect::MouseCapture(mouse) => self.display.set_mouse_capture(mouse)?,
                Effect::QueryTerminal(detection) => {
                    self.display.query_terminal(detection)?;
                    // A query for images clears the screen.
                    self.display.invalidate();
                    self.flow.query_sent(self.events.now(), 0);
                    self.report_cell_size()?;
                }
                Effect::Suspend => {
                    self.settle()?;
                    self.display.suspend()?;
                    self.needs_redraw = true;
                    self.frame_start = None;
                }
            }
        }
        Ok(None)
    }

    fn draw(&mut self) -> io::Result<Option<ExitReason>> {
        let mut scroll = ScrollExtent::default();
        let (app, view) = (&*self.app, &mut self.view);
        let protocol = app.context().terminal().image_protocol();
        let bytes = self.display.draw(protocol, &mut |frame| {
            let screen = view.draw(frame, app);
            scroll = screen.scroll;
            screen
        })?;
        self.needs_redraw = false;
        self.last_draw = self.events.now();
        if self.flow.is_active() {
            self.display.query_ready()?;
            self.flow.query_sent(self.last_draw, bytes);
        }
        self.update(Msg::Drawn(scroll))
    }
}

#[cfg(test)]
mod tests;
