//! The parser of whole numbers.

use std::ffi::OsStr;
use std::marker::PhantomData;

use clap::builder::TypedValueParser;
use clap::error::{ContextKind, ContextValue, ErrorKind};
use clap::{Arg, Command, Error};

/// Parses a whole number of a range. The context of its errors has the ends of the range as valid values.
#[derive(Clone, Copy, Debug)]
pub(super) struct WholeNumber<T> {
    least: u64,
    most: u64,
    number: PhantomData<T>,
}

impl<T: Into<u64>> WholeNumber<T> {
    /// From `least` to `most`.
    pub(super) fn between(least: T, most: T) -> Self {
        Self {
            least: least.into(),
            most: most.into(),
            number: PhantomData,
        }
    }
}

impl<T: Into<u64> + From<u8>> WholeNumber<T> {
    /// From 0 to `most`.
    pub(super) fn up_to(most: T) -> Self {
        Self::between(0.into(), most)
    }
}

impl<T: TryFrom<u64> + Clone + Send + Sync + 'static> TypedValueParser for WholeNumber<T> {
    type Value = T;

    fn parse_ref(&self, cmd: &Command, arg: Option<&Arg>, value: &OsStr) -> Result<T, Error> {
        let text = value.to_string_lossy();
        let number = text.parse::<u64>().ok();
        let in_range = number.filter(|number| (self.least..=self.most).contains(number));
        in_range
            .and_then(|number| T::try_from(number).ok())
            .ok_or_else(|| {
                let mut error = Error::new(ErrorKind::ValueValidation).with_cmd(cmd);
                let name = arg.map(ToString::to_string).unwrap_or_default();
                let ends = [self.least, self.most].map(|end| end.to_string()).to_vec();
                error.insert(ContextKind::InvalidArg, ContextValue::String(name));
                error.insert(
                    ContextKind::InvalidValue,
                    ContextValue::String(text.into_owned()),
                );
                error.insert(ContextKind::ValidValue, ContextValue::Strings(ends));
                error
            })
    }
}
