//! What the controls of a lab stand at.

/// The value of one control.
#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    /// A number.
    Number(f64),
    /// One of several named options.
    Choice(String),
}

/// Values by the name of their control.
// Rising by name. Every step of a course holds several of these, of a few values each: a tree's nodes, with room for
// eleven, took ten times as much memory.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct Values(Vec<(String, Value)>);

impl Values {
    /// No values yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// The same values with one more.
    #[must_use]
    pub fn with(mut self, name: &str, value: impl Into<Value>) -> Self {
        self.set(name, value.into());
        self
    }

    /// Puts `value` under `name`.
    pub fn set(&mut self, name: &str, value: Value) {
        match self.position(name) {
            Ok(at) => self.0[at].1 = value,
            Err(at) => self.0.insert(at, (name.to_owned(), value)),
        }
    }

    /// Where `name` is, or where it would have to be.
    fn position(&self, name: &str) -> Result<usize, usize> {
        self.0
            .binary_search_by(|(known, _)| known.as_str().cmp(name))
    }

    /// The value under `name`.
    pub fn get(&self, name: &str) -> Option<&Value> {
        self.position(name).ok().map(|at| &self.0[at].1)
    }

    /// The number under `name`, also where it is one of several options (`16`); NaN where there is
    /// none, so that a mistake shows instead of ending the program.
    pub fn number(&self, name: &str) -> f64 {
        match self.get(name) {
            Some(Value::Number(number)) => *number,
            Some(Value::Choice(choice)) => choice.parse().unwrap_or(f64::NAN),
            None => f64::NAN,
        }
    }

    /// The number under `name` as a count; 0 where there is none.
    pub fn count(&self, name: &str) -> usize {
        let number = self.number(name);
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "a saturating cast is what a count of things wants"
        )]
        let count = number.round() as usize;
        count
    }

    /// The option chosen under `name`; empty where there is none.
    pub fn choice(&self, name: &str) -> &str {
        match self.get(name) {
            Some(Value::Choice(choice)) => choice,
            Some(Value::Number(_)) | None => "",
        }
    }

    /// Names and values, by name.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &Value)> {
        self.0.iter().map(|(name, value)| (name.as_str(), value))
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Those of these values that are called by one of `names`.
    #[must_use]
    pub fn only(&self, names: &[&str]) -> Self {
        self.filtered(|name, _| names.contains(&name))
    }

    /// Those of these values that are called by none of `names`.
    #[must_use]
    pub fn without(&self, names: &[&str]) -> Self {
        self.filtered(|name, _| !names.contains(&name))
    }

    /// Those of these values that stand otherwise in `before`, or not at all.
    #[must_use]
    pub fn changed_from(&self, before: &Self) -> Self {
        self.filtered(|name, value| before.get(name) != Some(value))
    }

    fn filtered(&self, keep: impl Fn(&str, &Value) -> bool) -> Self {
        let mut kept = self.clone();
        kept.0.retain(|(name, value)| keep(name, value));
        kept
    }

    /// These values with those of `other` put over them.
    #[must_use]
    pub fn over(mut self, other: &Self) -> Self {
        for (name, value) in other.iter() {
            self.set(name, value.clone());
        }
        self
    }
}

impl From<f64> for Value {
    fn from(number: f64) -> Self {
        Self::Number(number)
    }
}

impl From<&str> for Value {
    fn from(choice: &str) -> Self {
        Self::Choice(choice.to_owned())
    }
}
