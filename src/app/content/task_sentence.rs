//! The sentence of a text that tells the learner to do something.

/// The verbs that begin a task in English, behind a word such as `now`.
const VERBS: [&str; 33] = [
    "add", "break", "bring", "build", "change", "choose", "come", "draw", "drag", "find", "fit",
    "fold", "get", "hold", "keep", "let", "light", "make", "move", "pick", "place", "press", "put",
    "reach", "set", "slide", "start", "stop", "switch", "train", "turn", "use", "wake",
];
/// The words that stand before the verb of a task in English.
const LEADS: [&str; 4] = ["now", "first", "then", "so"];
/// The ending of a task in Korean.
const KOREAN_ENDING: &str = "세요.";

/// The first sentence of `text` that is a task: in English it begins with a verb, in Korean it ends with a request. The
/// first sentence where there is none.
pub(super) fn task_sentence(text: &str) -> &str {
    let sentences = || sentences(text);
    let task = sentences().find(|sentence| is_task(sentence));
    task.or_else(|| sentences().next()).unwrap_or(text)
}

fn is_task(sentence: &str) -> bool {
    let mut words = sentence
        .split(|c: char| !c.is_alphanumeric())
        .map(str::to_lowercase)
        .skip_while(|word| LEADS.contains(&word.as_str()));
    let verb = words.next().unwrap_or_default();
    VERBS.contains(&verb.as_str()) || sentence.ends_with(KOREAN_ENDING)
}

fn sentences(text: &str) -> impl Iterator<Item = &str> {
    let mut starts = sentence_starts(text).peekable();
    std::iter::from_fn(move || {
        let start = starts.next()?;
        let end = starts.peek().copied().unwrap_or(text.len());
        Some(text.get(start..end)?.trim())
    })
}

/// The places where the sentences of `text` start: behind a space that follows a full stop or its like.
pub(super) fn sentence_starts(text: &str) -> impl Iterator<Item = usize> {
    let starts = text.char_indices().filter_map(|(at, c)| {
        let ends = text[..at].ends_with(['.', '?', '!']);
        (c == ' ' && ends).then_some(at + 1)
    });
    std::iter::once(0).chain(starts)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_task_is_the_sentence_that_tells_to_do_something() {
        for (text, task) in [
            (
                "Here lies the dead unit. Change b, then run.",
                "Change b, then run.",
            ),
            (
                "A factor is a product. First make it explode. Then keep it level.",
                "First make it explode.",
            ),
            (
                "죽은 유닛이 여기 있어요. b만 바꾸고 손실을 0.01 아래로 내리세요.",
                "b만 바꾸고 손실을 0.01 아래로 내리세요.",
            ),
            (
                "Now the other way round. It is hard.",
                "Now the other way round.",
            ),
            ("", ""),
        ] {
            assert_eq!(task_sentence(text), task);
        }
    }
}
