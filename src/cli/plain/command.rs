//! The lines that a learner types.

/// A line as a command.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Command {
    /// `2`: an answer, or a lesson of the list.
    Number(usize),
    /// `b=7`: a value for a control.
    Set {
        /// The control, by its name or its label.
        name: String,
        /// The value as it was typed.
        value: String,
    },
    /// `run 100`, `run -1`: steps of the model, back with a minus; none without a number.
    Run(Option<i64>),
    /// `n`
    Next,
    /// `p`
    Previous,
    /// `i` or an empty line: the place, the controls and the figures.
    Where,
    /// `s`: the whole step once more.
    Whole,
    /// `g`: the goals or the answers once more.
    Goals,
    /// `h`
    Hint,
    /// `f`: the change that helps a training in trouble.
    Fix,
    /// `skip`: to the course without the questions before it.
    Skip,
    /// `u`
    Undo,
    /// `r`
    Reset,
    /// `e`
    Language,
    /// `l`
    List,
    /// `?`
    Help,
    /// `q`
    Quit,
    /// Anything else.
    Unknown(String),
}

/// The command in a line. Hangul letters stand for the keys that type them, so that nobody has to switch the input method.
pub(super) fn parse(line: &str) -> Command {
    let line = line.trim();
    if let Some((name, value)) = line.split_once('=') {
        return Command::Set {
            name: name.trim().to_owned(),
            value: value.trim().to_owned(),
        };
    }
    if let Ok(number) = line.parse() {
        return Command::Number(number);
    }
    match line.to_lowercase().as_str() {
        "" | "i" | "ㅑ" => Command::Where,
        "n" | "ㅜ" | "next" | "다음" => Command::Next,
        "p" | "ㅔ" | "previous" | "back" | "이전" => Command::Previous,
        "s" | "ㄴ" | "step" | "단계" => Command::Whole,
        "g" | "ㅎ" | "goal" | "goals" | "목표" => Command::Goals,
        "f" | "ㄹ" | "fix" | "고치기" => Command::Fix,
        "skip" | "건너뛰기" => Command::Skip,
        "h" | "ㅗ" | "hint" | "힌트" => Command::Hint,
        "u" | "ㅕ" | "undo" | "되돌리기" => Command::Undo,
        "r" | "ㄱ" | "reset" | "처음" => Command::Reset,
        "e" | "ㄷ" | "language" | "언어" => Command::Language,
        "l" | "ㅣ" | "list" | "목록" => Command::List,
        "?" | "help" | "도움말" => Command::Help,
        "q" | "ㅂ" | "quit" | "exit" | "종료" => Command::Quit,
        other => run(other).unwrap_or_else(|| Command::Unknown(line.to_owned())),
    }
}

/// `run`, `run 100`, `run -1`
fn run(line: &str) -> Option<Command> {
    let mut words = line.split_whitespace();
    if words.next() != Some("run") {
        return None;
    }
    let steps = match words.next() {
        None => None,
        Some(number) => Some(number.replace(',', "").replace('−', "-").parse().ok()?),
    };
    words.next().is_none().then_some(Command::Run(steps))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_commands() {
        let set = |name: &str, value: &str| Command::Set {
            name: name.to_owned(),
            value: value.to_owned(),
        };
        for (line, command) in [
            ("2", Command::Number(2)),
            ("  b = -3.5 ", set("b", "-3.5")),
            ("run", Command::Run(None)),
            ("run 1,000", Command::Run(Some(1000))),
            ("run -1", Command::Run(Some(-1))),
            ("run −20", Command::Run(Some(-20))),
            ("g", Command::Goals),
            ("", Command::Where),
            ("N", Command::Next),
            ("ㅜ", Command::Next),
            ("next", Command::Next),
            ("다음", Command::Next),
            ("run far", Command::Unknown("run far".to_owned())),
            ("run 1 2", Command::Unknown("run 1 2".to_owned())),
            ("-1", Command::Unknown("-1".to_owned())),
        ] {
            assert_eq!(parse(line), command, "{line}");
        }
    }
}
