//! Rust source, as far as tests about its structure need it: modules, and what each defines, imports and names.

use proc_macro2::{Delimiter, TokenStream, TokenTree};

/// Whether items under `#[cfg(test)]` are read.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Tests {
    Read,
    Skip,
}

/// A file's own module, or a module inside it: `mod name { … }`.
#[derive(Default)]
pub(crate) struct Module {
    /// The names of the modules around it within the file, and its own.
    pub(crate) nesting: Vec<String>,
    /// Modules that have a file of their own: `mod name;`.
    pub(crate) files: Vec<String>,
    pub(crate) items: Vec<Item>,
    pub(crate) imports: Vec<Import>,
    /// Every path outside `use`. Of single names, only those that may be an item: types, constants, calls and macros.
    pub(crate) paths: Vec<Vec<String>>,
}

/// A type, function, constant, trait or macro of a module.
pub(crate) struct Item {
    /// The keyword that defines it.
    pub(crate) keyword: String,
    pub(crate) name: String,
    /// `pub`, `pub(crate)` and the like.
    pub(crate) is_public: bool,
}

/// One name that a `use` brings in, or `*`.
pub(crate) struct Import {
    pub(crate) path: Vec<String>,
    /// The name that it has here.
    pub(crate) name: String,
    /// `pub use`, `pub(crate) use` and the like.
    pub(crate) is_public: bool,
}

/// The modules of a file, its own first.
pub(crate) fn modules(text: &str, tests: Tests) -> Vec<Module> {
    let tokens: TokenStream = text.parse().expect("Rust tokens");
    let mut modules = Vec::new();
    read_module(tokens, Vec::new(), tests, &mut modules);
    modules
}

fn read_module(tokens: TokenStream, nesting: Vec<String>, tests: Tests, modules: &mut Vec<Module>) {
    let mut reader = Reader {
        tests,
        module: Module {
            nesting,
            ..Module::default()
        },
        inline: Vec::new(),
    };
    reader.read(tokens, Level::Items);
    let Reader { module, inline, .. } = reader;
    let nesting = module.nesting.clone();
    modules.push(module);
    for (name, tokens) in inline {
        let nesting = [nesting.clone(), vec![name]].concat();
        read_module(tokens, nesting, tests, modules);
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Level {
    /// Straight in a module.
    Items,
    /// In a body, a type or an expression.
    Inside,
}

struct Reader {
    tests: Tests,
    module: Module,
    /// Modules inside this one, to be read after it.
    inline: Vec<(String, TokenStream)>,
}

impl Reader {
    fn read(&mut self, tokens: TokenStream, level: Level) {
        let tokens: Vec<_> = tokens.into_iter().collect();
        let mut at = 0;
        while at < tokens.len() {
            at = self.read_one(&tokens, at, level);
        }
    }

    /// Reads what begins at `at`; returns where it ends.
    fn read_one(&mut self, tokens: &[TokenTree], at: usize, level: Level) -> usize {
        if self.tests == Tests::Skip
            && let Some(end) = end_of_test(tokens, at)
        {
            return end;
        }
        let name = match &tokens[at] {
            TokenTree::Ident(name) => name.to_string(),
            TokenTree::Group(group) => {
                self.read(group.stream(), Level::Inside);
                return at + 1;
            }
            TokenTree::Punct(_) | TokenTree::Literal(_) => return at + 1,
        };
        let follows = |c| at > 0 && is_punct(&tokens[at - 1], c);
        if follows('\'') || name == "const" && follows('*') {
            return at + 1;
        }
        match (name.as_str(), tokens.get(at + 1)) {
            ("mod", Some(TokenTree::Ident(name))) => {
                self.read_mod(tokens, at + 2, name.to_string())
            }
            ("use", Some(next)) if !is_punct(next, '<') => {
                let length = tokens[at..].iter().position(|token| is_punct(token, ';'));
                let end = length.map_or(tokens.len(), |length| at + length);
                let is_public = is_public(tokens, at);
                read_use(
                    &tokens[at + 1..end],
                    &[],
                    is_public,
                    &mut self.module.imports,
                );
                end
            }
            ("macro_rules", Some(_)) => {
                self.define(tokens, at, at + 2, level);
                at + 3
            }
            (
                "struct" | "enum" | "union" | "trait" | "type" | "fn" | "const" | "static",
                Some(TokenTree::Ident(next)),
            ) if next != "fn" && next != "unsafe" => {
                let place = if next == "mut" { at + 2 } else { at + 1 };
                self.define(tokens, at, place, level);
                place + 1
            }
            _ => self.read_path(tokens, at),
        }
    }

    fn read_mod(&mut self, tokens: &[TokenTree], at: usize, name: String) -> usize {
        match tokens.get(at) {
            Some(TokenTree::Group(group)) => self.inline.push((name, group.stream())),
            _ => self.module.files.push(name),
        }
        at + 1
    }

    /// Keeps the item whose keyword is at `at` and whose name is at `place`.
    fn define(&mut self, tokens: &[TokenTree], at: usize, place: usize, level: Level) {
        if level == Level::Items
            && let Some(TokenTree::Ident(name)) = tokens.get(place)
        {
            self.module.items.push(Item {
                keyword: tokens[at].to_string(),
                name: name.to_string(),
                is_public: is_public(tokens, at),
            });
        }
    }

    fn read_path(&mut self, tokens: &[TokenTree], start: usize) -> usize {
        let mut names = vec![tokens[start].to_string()];
        let mut at = start + 1;
        while is_separator(tokens, at)
            && let Some(TokenTree::Ident(name)) = tokens.get(at + 2)
        {
            names.push(name.to_string());
            at += 3;
        }
        let before = |back: usize, c| start >= back && is_punct(&tokens[start - back], c);
        let is_member = before(1, '.') && !before(2, '.');
        let is_continued = before(1, ':') && before(2, ':') && before(3, '>');
        let is_call = match tokens.get(at) {
            Some(TokenTree::Group(group)) => group.delimiter() == Delimiter::Parenthesis,
            Some(next) => is_punct(next, '!'),
            None => false,
        };
        let may_be_item = names.len() > 1
            || is_call
            || names[0].starts_with(char::is_uppercase)
            || names[0] == "super";
        if may_be_item && !is_member && !is_continued {
            self.module.paths.push(names);
        }
        at
    }
}

/// Takes the tree of a `use` apart.
fn read_use(tokens: &[TokenTree], before: &[String], is_public: bool, imports: &mut Vec<Import>) {
    let mut path = before.to_vec();
    let mut alias = None;
    let mut at = 0;
    while let Some(token) = tokens.get(at) {
        match token {
            TokenTree::Ident(name) if name == "as" => {
                alias = tokens.get(at + 1).map(ToString::to_string);
                break;
            }
            // `a::{self}` is `a`.
            TokenTree::Ident(name) if name == "self" && !path.is_empty() => {}
            TokenTree::Ident(name) => path.push(name.to_string()),
            TokenTree::Group(group) => {
                let inside: Vec<_> = group.stream().into_iter().collect();
                for tree in inside.split(|token| is_punct(token, ',')) {
                    if !tree.is_empty() {
                        read_use(tree, &path, is_public, imports);
                    }
                }
                return;
            }
            token if is_punct(token, '*') => alias = Some("*".to_owned()),
            _ => {}
        }
        at += 1;
    }
    let name = alias.or_else(|| path.last().cloned());
    imports.extend(name.map(|name| Import {
        path,
        name,
        is_public,
    }));
}

/// Where the item ends whose attributes begin at `at`, if they say that it is for tests only.
fn end_of_test(tokens: &[TokenTree], mut at: usize) -> Option<usize> {
    let mut is_test = false;
    while tokens.get(at).is_some_and(|token| is_punct(token, '#')) {
        let is_inner = tokens.get(at + 1).is_some_and(|token| is_punct(token, '!'));
        at += if is_inner { 2 } else { 1 };
        let is_cfg_test = tokens.get(at).is_some_and(is_cfg_test);
        if is_inner && is_cfg_test {
            return Some(tokens.len());
        }
        is_test |= is_cfg_test;
        at += 1;
    }
    is_test.then(|| end_of_item(tokens, at))
}

/// Where the item, field or statement ends that begins at `at`, behind its attributes.
fn end_of_item(tokens: &[TokenTree], at: usize) -> usize {
    let names: Vec<_> = tokens[at..]
        .iter()
        .map_while(|token| match token {
            TokenTree::Ident(name) => Some(name.to_string()),
            TokenTree::Group(group) if group.delimiter() == Delimiter::Parenthesis => {
                Some(String::new())
            }
            _ => None,
        })
        .collect();
    let has = |name: &str| names.iter().any(|one| one == name);
    // A group in braces inside these is not their end.
    let has_semicolon = !has("fn")
        && ["use", "const", "static", "type", "let"]
            .into_iter()
            .any(has);
    let has_body = [
        "fn",
        "mod",
        "struct",
        "enum",
        "union",
        "trait",
        "impl",
        "extern",
        "macro_rules",
    ]
    .into_iter()
    .any(has);
    let is_end = |token: &TokenTree| match token {
        TokenTree::Group(group) => group.delimiter() == Delimiter::Brace && !has_semicolon,
        token => is_punct(token, ';') || is_punct(token, ',') && !has_body && !has_semicolon,
    };
    let length = tokens[at..].iter().position(is_end);
    length.map_or(tokens.len(), |length| at + length + 1)
}

fn is_cfg_test(token: &TokenTree) -> bool {
    let TokenTree::Group(group) = token else {
        return false;
    };
    let mut tokens = group.stream().into_iter();
    let is_cfg = matches!(tokens.next(), Some(TokenTree::Ident(name)) if name == "cfg");
    let Some(TokenTree::Group(condition)) = tokens.next() else {
        return false;
    };
    let has = |wanted: &str| {
        let mut tokens = condition.stream().into_iter();
        tokens.any(|token| matches!(token, TokenTree::Ident(name) if name == wanted))
    };
    is_cfg && has("test") && !has("not")
}

/// Whether the item whose keyword is at `at` has a visibility.
fn is_public(tokens: &[TokenTree], at: usize) -> bool {
    let before = tokens[..at].iter().rev();
    let mut before = before.skip_while(|token| {
        matches!(token, TokenTree::Ident(name) if name == "const" || name == "unsafe" || name == "async")
    });
    let is_pub =
        |token: Option<&TokenTree>| matches!(token, Some(TokenTree::Ident(name)) if name == "pub");
    match before.next() {
        Some(TokenTree::Group(_)) => is_pub(before.next()),
        token => is_pub(token),
    }
}

fn is_punct(token: &TokenTree, c: char) -> bool {
    matches!(token, TokenTree::Punct(punct) if punct.as_char() == c)
}

/// Whether `::` is at `at`.
fn is_separator(tokens: &[TokenTree], at: usize) -> bool {
    let colon = |at: usize| tokens.get(at).is_some_and(|token| is_punct(token, ':'));
    colon(at) && colon(at + 1)
}
