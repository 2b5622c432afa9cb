//! Splits a file of Python bodies into its functions.
//!
//! The files are part of the program, so their form is fixed: every top-level `def` starts in column
//! 0 with its whole header on one line, its docstring is one line, and `@also("path", ...)` above it
//! lists further names.

/// One function of a file.
pub(crate) struct Definition {
    /// Full names it is found under.
    pub(crate) paths: Vec<&'static str>,
    /// Text between the parentheses of the header.
    pub(crate) params: &'static str,
    /// Docstring.
    pub(crate) doc: &'static str,
    /// Text from `def` to the end of the body.
    pub(crate) source: &'static str,
}

/// The functions of a file, whose names stand under `module`.
pub(crate) fn definitions(module: &'static str, text: &'static str) -> Vec<Definition> {
    let starts = line_starts(text).filter(|&at| text[at..].starts_with("def "));
    let mut definitions = Vec::new();
    for start in starts {
        let source = body_extent(&text[start..]);
        definitions.push(definition(module, decorators(&text[..start]), source));
    }
    definitions
}

fn line_starts(text: &str) -> impl Iterator<Item = usize> {
    std::iter::once(0).chain(text.match_indices('\n').map(|(at, _)| at + 1))
}

/// The header line and every line after it that is blank or indented.
fn body_extent(text: &'static str) -> &'static str {
    let end = line_starts(text)
        .skip(1)
        .find(|&at| text[at..].starts_with(|c: char| !c.is_whitespace()))
        .unwrap_or(text.len());
    text[..end].trim_end()
}

/// The decorator line directly above a definition.
fn decorators(before: &'static str) -> &'static str {
    match before.trim_end_matches('\n').rsplit('\n').next() {
        Some(line) if line.starts_with("@also(") && before.ends_with(")\n") => line,
        _ => "",
    }
}

fn definition(module: &'static str, also: &'static str, source: &'static str) -> Definition {
    let header = source.lines().next().unwrap_or_default();
    let (name, rest) = header["def ".len()..]
        .split_once('(')
        .unwrap_or((header, ""));
    let params = rest.rsplit_once(')').map_or("", |(params, _)| params);
    let doc = source.split("\"\"\"").nth(1).unwrap_or_default();
    let mut paths: Vec<&'static str> = vec![Box::leak(format!("{module}.{name}").into_boxed_str())];
    paths.extend(also.split('"').skip(1).step_by(2));
    Definition {
        paths,
        params,
        doc,
        source,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_splits_into_functions() {
        let text = "# head\n\n@also(\"m.g\", \"ndarray.f\")\ndef f(a, b=1):\n    \"\"\"Does f.\"\"\"\n    return a\n\n\ndef h():\n    \"\"\"Does h.\"\"\"\n    return 1\n";
        let all = definitions("m", text);
        assert_eq!(all.len(), 2);
        assert_eq!(all[0].paths, ["m.f", "m.g", "ndarray.f"]);
        assert_eq!((all[0].params, all[0].doc), ("a, b=1", "Does f."));
        assert!(all[0].source.ends_with("return a"));
        assert_eq!(all[1].paths, ["m.h"]);
        assert_eq!(all[1].params, "");
    }
}
