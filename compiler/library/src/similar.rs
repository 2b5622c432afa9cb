//! Known names that look like one that is not known.

use numjit_ir::Ty;

use crate::table;

/// Names that are less alike than this (Jaro-Winkler similarity, 1 for equal names) are not suggested.
const ALIKE: f64 = 0.84;

/// The name among `known` that looks most like `name`, if any looks like it at all; of names that look
/// equally alike, the first in the alphabet.
pub fn most_similar<'a>(name: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let scored = known
        .into_iter()
        .filter(|&candidate| candidate != name)
        .map(|candidate| (strsim::jaro_winkler(name, candidate), candidate));
    scored
        .filter(|&(score, _)| score >= ALIKE)
        .max_by(|a, b| a.0.total_cmp(&b.0).then_with(|| b.1.cmp(a.1)))
        .map(|(_, candidate)| candidate)
}

/// A member of a module that looks like a name it does not have.
pub fn similar_attribute(module: u32, name: &str) -> Option<&'static str> {
    most_similar(name, members(table::item(module).path))
}

/// A method or attribute of a value that looks like a name it does not have.
pub fn similar_member(receiver: Ty, name: &str) -> Option<&'static str> {
    most_similar(name, members(table::receiver_family(receiver)?))
}

/// A builtin name that looks like a name that is not defined.
pub fn similar_builtin(name: &str) -> Option<&'static str> {
    most_similar(name, members("builtins"))
}

fn members(family: &'static str) -> impl Iterator<Item = &'static str> {
    table::items().iter().filter_map(move |item| {
        let rest = item.path.strip_prefix(family)?.strip_prefix('.')?;
        (!rest.contains('.') && !rest.starts_with('_')).then_some(rest)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_misspelt_name_finds_its_neighbour() {
        let numpy = table::lookup("numpy").expect("a module");
        assert_eq!(similar_attribute(numpy, "zeroes"), Some("zeros"));
        assert_eq!(similar_attribute(numpy, "aranges"), Some("arange"));
        assert_eq!(similar_member(Ty::STR, "uper"), Some("upper"));
        assert_eq!(similar_builtin("lenght"), Some("len"));
        assert_eq!(similar_builtin("ragne"), Some("range"));
    }

    #[test]
    fn a_name_like_no_other_finds_none() {
        let numpy = table::lookup("numpy").expect("a module");
        assert_eq!(similar_attribute(numpy, "qqqq"), None);
        assert_eq!(most_similar("total", ["count", "index"]), None);
        assert_eq!(most_similar("totl", ["index", "total"]), Some("total"));
    }
}
