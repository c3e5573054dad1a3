//! Reads an expression: finds its mistakes with their places, and writes it for `exmex`.
//!
//! `exmex` names no place in its errors, binds a minus sign more than a power (−3² would be 9), and reads `sin x` and `2x` in
//! ways of its own. So every expression is read here first, and only a correct one is handed on, in plain form.

use std::fmt::Write as _;

use super::operators::{ELSE, FUNCTIONS, Function, NEGATION, PI, THEN, function};
use crate::locale::Phrase;
use crate::text::nearest_names;

/// The most characters of an expression.
pub(super) const MOST_CHARACTERS: usize = 500;
/// The most brackets around a part of an expression.
pub(super) const MOST_LEVELS: usize = 64;

/// The condition and the two values of `if`.
const ARGUMENTS_OF_CHOICE: usize = 3;

/// A mistake, at a byte of the text.
pub(super) type ScanFault = (usize, Phrase);

/// An expression that was read: in the form for `exmex`, in which a name is `v` and its slot.
#[derive(Debug)]
pub(super) struct Scan {
    pub(super) plain: String,
    /// The slots of the names, and the byte at which each is used first.
    pub(super) uses: Vec<(usize, usize)>,
}

/// An open bracket and what was read in it.
#[derive(Default)]
struct Level {
    /// The byte of the bracket.
    at: usize,
    call: Option<(String, Function)>,
    arguments: usize,
    /// Whether the operand before is an exponent, so that a second power would be ambiguous.
    is_exponent: bool,
    is_comparison: bool,
}

/// The part of an expression that has to come next.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Next {
    Operand,
    Operator,
}

struct Reader<'t, R> {
    text: &'t str,
    at: usize,
    next: Next,
    levels: Vec<Level>,
    scan: Scan,
    /// The slot of a name, or why it cannot be used.
    resolve: R,
}

/// Reads `text`, whose names `resolve` turns into slots.
pub(super) fn scan(
    text: &str,
    resolve: impl Fn(&str) -> Result<usize, Phrase>,
) -> Result<Scan, ScanFault> {
    let length = text.chars().count();
    if length > MOST_CHARACTERS {
        let message = Phrase::key("check.formula.long")
            .with("count", length)
            .with("most", MOST_CHARACTERS);
        return Err((0, message));
    }
    let mut reader = Reader {
        text,
        at: 0,
        next: Next::Operand,
        levels: vec![Level::default()],
        scan: Scan {
            plain: String::new(),
            uses: Vec::new(),
        },
        resolve,
    };
    while let Some(c) = reader.peek() {
        reader.read(c)?;
    }
    reader.finish()
}

impl<R: Fn(&str) -> Result<usize, Phrase>> Reader<'_, R> {
    fn rest(&self) -> &str {
        self.text.get(self.at..).unwrap_or_default()
    }

    /// The next character that is no blank.
    fn peek(&mut self) -> Option<char> {
        let blanks = self.rest().len() - self.rest().trim_start().len();
        self.at += blanks;
        self.rest().chars().next()
    }

    fn level(&mut self) -> &mut Level {
        if self.levels.is_empty() {
            self.levels.push(Level::default());
        }
        let last = self.levels.len() - 1;
        &mut self.levels[last]
    }

    fn fault<T>(&self, message: Phrase) -> Result<T, ScanFault> {
        Err((self.at, message))
    }

    fn read(&mut self, c: char) -> Result<(), ScanFault> {
        match (self.next, c) {
            (Next::Operand, '0'..='9' | '.') => self.number(),
            (Next::Operand, c) if is_name_start(c) => self.name(),
            (Next::Operand, '(') => {
                self.scan.plain.push('(');
                self.open(None)?;
                self.at += 1;
                Ok(())
            }
            (Next::Operand, '-' | '−' | '+') => {
                self.sign(c);
                Ok(())
            }
            (Next::Operator, ')') => self.close(),
            (Next::Operator, ',') => self.comma(),
            (Next::Operator, c) => self.operator(c),
            (Next::Operand, _) => self.fault(self.no_operand(c)),
        }
    }

    /// Why `c` cannot stand where a number or a name is needed.
    fn no_operand(&self, c: char) -> Phrase {
        if operator_at(self.rest()).is_some() || [')', ','].contains(&c) {
            return Phrase::key("check.formula.no-operand").with("before", c.to_string());
        }
        Phrase::key("check.formula.character").with("character", c.to_string())
    }

    fn number(&mut self) -> Result<(), ScanFault> {
        let rest = self.rest();
        let digits =
            |text: &str| text.len() - text.trim_start_matches(|c: char| c.is_ascii_digit()).len();
        let mut end = digits(rest);
        if rest[end..].starts_with('.') {
            end += 1 + digits(&rest[end + 1..]);
        }
        if let Some(exponent) = rest[end..].strip_prefix(['e', 'E']) {
            let sign = usize::from(exponent.starts_with(['+', '-']));
            let length = digits(&exponent[sign..]);
            if length > 0 {
                end += 1 + sign + length;
            }
        }
        match rest[..end].parse::<f64>() {
            Ok(number) if number.is_finite() => {
                // Written without an exponent, which `exmex` does not read.
                let _ = write!(self.scan.plain, "{number}");
                self.at += end;
                self.next = Next::Operator;
                Ok(())
            }
            Ok(_) | Err(_) => {
                let text = rest[..end.max(1)].to_owned();
                self.fault(Phrase::key("check.formula.number").with("text", text))
            }
        }
    }

    fn name(&mut self) -> Result<(), ScanFault> {
        let rest = self.rest();
        let end = rest.find(|c| !is_name_part(c)).unwrap_or(rest.len());
        let name = rest[..end].to_owned();
        let is_call = rest[end..].trim_start().starts_with('(');
        match (function(&name), is_call) {
            (Some(function), true) => {
                self.call(name, function)?;
                self.at += end;
                self.peek();
                self.at += 1;
                return Ok(());
            }
            (Some(_), false) => {
                let message = Phrase::key("check.formula.bare-function").with("name", name);
                return self.fault(message);
            }
            (None, _) => {}
        }
        if name == PI {
            let _ = write!(self.scan.plain, "{}", std::f64::consts::PI);
        } else {
            let slot = (self.resolve)(&name).map_err(|message| {
                let message = if is_call { no_function(&name) } else { message };
                (self.at, message)
            })?;
            if !self.scan.uses.iter().any(|(used, _)| *used == slot) {
                self.scan.uses.push((slot, self.at));
            }
            let _ = write!(self.scan.plain, "v{slot}");
        }
        self.at += end;
        self.next = Next::Operator;
        if is_call {
            let message = Phrase::key("check.formula.no-function").with("name", name);
            return self.fault(message);
        }
        Ok(())
    }

    fn call(&mut self, name: String, function: Function) -> Result<(), ScanFault> {
        match function {
            Function::One(_) => {
                let _ = write!(self.scan.plain, "{name}(");
            }
            Function::Several(_) => self.scan.plain.push_str("(("),
            Function::Choice => self.scan.plain.push_str("((("),
        }
        self.open(Some((name, function)))
    }

    fn open(&mut self, call: Option<(String, Function)>) -> Result<(), ScanFault> {
        if self.levels.len() > MOST_LEVELS {
            return self.fault(Phrase::key("check.formula.deep").with("most", MOST_LEVELS));
        }
        self.levels.push(Level {
            at: self.at,
            call,
            arguments: 1,
            ..Level::default()
        });
        Ok(())
    }

    /// A sign in front of an operand. In an exponent it binds more than the power, else less.
    fn sign(&mut self, sign: char) {
        if sign != '+' {
            let is_exponent = self.scan.plain.ends_with('^');
            self.scan.plain += if is_exponent { "-" } else { NEGATION };
        }
        self.at += sign.len_utf8();
    }

    fn close(&mut self) -> Result<(), ScanFault> {
        if self.levels.len() < 2 {
            return self.fault(Phrase::key("check.formula.closed-too-often"));
        }
        let level = self.levels.pop().unwrap_or_default();
        match level.call {
            Some((name, Function::Several(_))) if level.arguments < 2 => {
                return Err((
                    level.at,
                    Phrase::key("check.formula.few-arguments").with("name", name),
                ));
            }
            Some((name, Function::Choice)) if level.arguments != ARGUMENTS_OF_CHOICE => {
                return Err((
                    level.at,
                    Phrase::key("check.formula.three-arguments").with("name", name),
                ));
            }
            Some((_, Function::Several(_) | Function::Choice)) => {
                self.scan.plain.push_str("))");
            }
            Some((_, Function::One(_))) | None => self.scan.plain.push(')'),
        }
        self.at += 1;
        Ok(())
    }

    fn comma(&mut self) -> Result<(), ScanFault> {
        let level = self.level();
        level.arguments += 1;
        let arguments = level.arguments;
        level.is_exponent = false;
        level.is_comparison = false;
        match level.call.clone() {
            Some((name, Function::Several(_))) => {
                let _ = write!(self.scan.plain, "){name}(");
            }
            Some((_, Function::Choice)) => {
                let _ = if arguments == 2 {
                    write!(self.scan.plain, "){THEN}(")
                } else {
                    write!(self.scan.plain, ")){ELSE}(")
                };
            }
            Some((name, Function::One(_))) => {
                return self.fault(Phrase::key("check.formula.many-arguments").with("name", name));
            }
            None => return self.fault(Phrase::key("check.formula.comma")),
        }
        self.at += 1;
        self.next = Next::Operand;
        Ok(())
    }

    fn operator(&mut self, c: char) -> Result<(), ScanFault> {
        let Some((length, operator)) = operator_at(self.rest()) else {
            let is_operand = is_name_part(c) || ['(', '.'].contains(&c);
            let key = if is_operand {
                "check.formula.no-operator"
            } else {
                "check.formula.character"
            };
            return self.fault(Phrase::key(key).with("character", c.to_string()));
        };
        let is_comparison = operator.starts_with(['<', '>', '=', '!']);
        let (was_exponent, was_comparison) = (self.level().is_exponent, self.level().is_comparison);
        if operator == "^" && was_exponent {
            return self.fault(Phrase::key("check.formula.two-powers"));
        }
        if is_comparison && was_comparison {
            return self.fault(Phrase::key("check.formula.two-comparisons"));
        }
        let level = self.level();
        level.is_exponent = operator == "^";
        level.is_comparison |= is_comparison;
        self.scan.plain += operator;
        self.at += length;
        self.next = Next::Operand;
        Ok(())
    }

    fn finish(mut self) -> Result<Scan, ScanFault> {
        if self.text.trim().is_empty() {
            return Err((0, Phrase::key("check.formula.empty")));
        }
        if self.next == Next::Operand {
            return Err((
                self.text.trim_end().len(),
                Phrase::key("check.formula.ends"),
            ));
        }
        if self.levels.len() > 1 {
            let at = self.level().at;
            return Err((at, Phrase::key("check.formula.open")));
        }
        Ok(self.scan)
    }
}

/// Why `name`, an unknown one, cannot be called.
fn no_function(name: &str) -> Phrase {
    let names = nearest_names(name, FUNCTIONS.iter().map(|(known, _)| *known));
    Phrase::key("check.formula.unknown-function")
        .with("name", name)
        .with("names", names.join(", "))
}

/// The operator at the start of `text`: its length there, and its form for `exmex`.
fn operator_at(text: &str) -> Option<(usize, &'static str)> {
    let operators = ["<=", ">=", "==", "!=", "<", ">", "+", "-", "*", "/", "^"];
    let found = operators
        .into_iter()
        .find(|operator| text.starts_with(operator));
    let minus = || text.starts_with('−').then_some(('−'.len_utf8(), "-"));
    found
        .map(|operator| (operator.len(), operator))
        .or_else(minus)
}

fn is_name_start(c: char) -> bool {
    c.is_ascii_alphabetic() || c == '_'
}

fn is_name_part(c: char) -> bool {
    c.is_ascii_alphanumeric() || c == '_'
}

/// Whether `name` can be used in expressions: a letter, then letters, digits and underscores.
pub(super) fn is_name(name: &str) -> bool {
    name.starts_with(is_name_start) && name.chars().all(is_name_part)
}
