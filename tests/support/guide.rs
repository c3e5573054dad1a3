//! The files that the author's guide has its readers write.

/// The files in an author's guide: path and text.
pub(crate) fn files_in_guide(guide: &str) -> Vec<(String, String)> {
    let mut files = Vec::new();
    let mut lines = guide.lines();
    let mut named = None;
    while let Some(line) = lines.next() {
        if let Some((before, _)) = line.rsplit_once("`:") {
            named = before.rsplit_once('`').map(|(_, path)| path.to_owned());
        } else if line.starts_with("```") {
            let text: Vec<_> = lines.by_ref().take_while(|line| *line != "```").collect();
            files.extend(named.take().map(|path| (path, text.join("\n") + "\n")));
        } else if !line.is_empty() {
            named = None;
        }
    }
    files
}
