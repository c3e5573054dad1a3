//! `relutor lab LESSON/LAB`: a lab as a lesson sets it up, also one of the kind `formula`.

use clap::ArgMatches;

use crate::cli::content::{self, LessonArgument};
use crate::cli::{Failure, options};
use crate::lab::Lab;
use crate::lesson::run_to;
use crate::locale::Phrase;
use crate::text::nearest_names;

/// The lab called `name` of the lesson that `wanted` names, with the values of the options and run to `--at`.
pub(super) fn lesson_lab(
    matches: &ArgMatches,
    wanted: &str,
    name: &str,
    own_seed: Option<u64>,
) -> Result<Lab, Failure> {
    if matches.contains_id("data") {
        return Err(Failure::Usage(Phrase::key("cli.fault.needs-playground")));
    }
    let course = content::course(matches, "course")?;
    let at = content::lesson_at(&course, wanted, LessonArgument::Lesson, matches)?;
    let lesson = &course.lessons[at];
    let setup = lesson.labs.get(name).ok_or_else(|| {
        let names = nearest_names(name, lesson.labs.keys().map(String::as_str));
        let what = Phrase::key("cli.fault.no-lab-of-lesson")
            .with("lesson", lesson.name.as_str())
            .with("wanted", name)
            .with("names", names.join(", "));
        Failure::Usage(what)
    })?;
    let seed = own_seed.or_else(|| matches.get_one("seed").copied());
    let values = setup.set.clone().merge(&options::values(matches)?);
    let mut lab = setup.lab(&values, seed)?;
    if let Some(steps) = matches.get_one("at").copied() {
        if lab.run().is_none() {
            let what = Phrase::key("cli.fault.no-run").with("kind", setup.kind.name());
            return Err(Failure::Usage(what));
        }
        run_to(&mut lab, Some(steps));
    }
    Ok(lab)
}
