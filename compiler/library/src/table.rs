//! The table of all library items, and how names are found in it.

use std::collections::HashMap;
use std::sync::LazyLock;

use numjit_abi::ExceptionKind;
use numjit_ir::{Const, Container, Ty, Type};

use crate::call::Rule;
use crate::item::{Body, Function, Item, Kind, Special, Writer};
use crate::params::Params;
use crate::ufunc::{self, UfuncRow};
use crate::{families, python};

struct Table {
    items: Vec<Item>,
    index: HashMap<&'static str, u32>,
}

/// What families add rows to.
#[derive(Default)]
pub(crate) struct Rows {
    items: Vec<Item>,
}

static TABLE: LazyLock<Table> = LazyLock::new(|| {
    let mut rows = Rows::default();
    families::add_all(&mut rows);
    let items = rows.items;
    let index = items
        .iter()
        .enumerate()
        .map(|(position, item)| (item.path, position as u32))
        .collect();
    Table { items, index }
});

impl Rows {
    fn push(&mut self, path: &'static str, kind: Kind, doc: &'static str) {
        self.items.push(Item { path, kind, doc });
    }

    pub(crate) fn module(&mut self, path: &'static str, doc: &'static str) {
        self.push(path, Kind::Module, doc);
    }

    pub(crate) fn rule(
        &mut self,
        path: &'static str,
        params: &'static str,
        rule: Rule,
        doc: &'static str,
    ) {
        let function = Function {
            params: Params::parse(params),
            body: Body::Rule(rule),
            otherwise: None,
        };
        self.push(path, Kind::Function(function), doc);
    }

    /// A function whose body is written for each call.
    pub(crate) fn written(
        &mut self,
        path: &'static str,
        params: &'static str,
        writer: Writer,
        doc: &'static str,
    ) {
        let function = Function {
            params: Params::parse(params),
            body: Body::Written(writer),
            otherwise: None,
        };
        self.push(path, Kind::Function(function), doc);
    }

    /// A rule with the function that takes the calls it does not accept.
    pub(crate) fn rule_or(
        &mut self,
        path: &'static str,
        params: &'static str,
        rule: Rule,
        otherwise: &'static str,
        doc: &'static str,
    ) {
        let function = Function {
            params: Params::parse(params),
            body: Body::Rule(rule),
            otherwise: Some(otherwise),
        };
        self.push(path, Kind::Function(function), doc);
    }

    pub(crate) fn attribute(&mut self, path: &'static str, rule: Rule, doc: &'static str) {
        self.push(path, Kind::Attribute(rule), doc);
    }

    pub(crate) fn constant(&mut self, path: &'static str, value: Const, doc: &'static str) {
        let ty = crate::params::const_type(&value);
        self.push(path, Kind::Const(value, ty), doc);
    }

    pub(crate) fn dtype(
        &mut self,
        path: &'static str,
        ty: Ty,
        params: &'static str,
        rule: Rule,
        doc: &'static str,
    ) {
        let function = Function {
            params: Params::parse(params),
            body: Body::Rule(rule),
            otherwise: None,
        };
        self.push(path, Kind::DType(ty, function), doc);
    }

    pub(crate) fn exception(&mut self, path: &'static str, kind: ExceptionKind) {
        self.push(path, Kind::Exception(kind), "A builtin exception class.");
    }

    pub(crate) fn special(&mut self, path: &'static str, special: Special, doc: &'static str) {
        self.push(path, Kind::Special(special), doc);
    }

    pub(crate) fn ufunc(&mut self, path: &'static str, row: &'static UfuncRow) {
        let inputs = if row.nin == 1 { "x" } else { "x1, x2" };
        let params = format!("{inputs}, {}", ufunc::KEYWORDS);
        let params = Box::leak(params.into_boxed_str());
        let function = Function {
            params: Params::parse(params),
            body: Body::Ufunc(row),
            otherwise: None,
        };
        self.push(path, Kind::Function(function), row.doc);
    }

    /// Adds every function of a file of Python bodies.
    pub(crate) fn python(&mut self, module: &'static str, text: &'static str) {
        for definition in python::definitions(module, text) {
            for path in definition.paths {
                let function = Function {
                    params: Params::parse(definition.params),
                    body: Body::Python(definition.source),
                    otherwise: None,
                };
                self.push(path, Kind::Function(function), definition.doc);
            }
        }
    }
}

/// The item with a number, which is also the number in [`Type::Entity`].
///
/// # Panics
///
/// Panics for a number that no lookup returned.
pub fn item(entity: u32) -> &'static Item {
    &TABLE.items[entity as usize]
}

/// Number of items; their numbers are those below it.
pub fn len() -> u32 {
    TABLE.items.len() as u32
}

/// All items in table order.
pub(crate) fn items() -> &'static [Item] {
    &TABLE.items
}

/// The item with a full name, such as `numpy.zeros`.
pub fn lookup(path: &str) -> Option<u32> {
    TABLE.index.get(path).copied()
}

/// A member of a module: `numpy` and `random` give the module `numpy.random`.
pub fn attribute(module: u32, name: &str) -> Option<u32> {
    lookup(&format!("{}.{name}", item(module).path))
}

/// A name that every function sees, such as `abs` or `ValueError`.
pub fn builtin(name: &str) -> Option<u32> {
    lookup(&format!("builtins.{name}"))
}

/// A method or attribute of a value. Fields of named tuples are not here.
pub fn member(receiver: Ty, name: &str) -> Option<u32> {
    lookup(&format!("{}.{name}", receiver_family(receiver)?))
}

pub(crate) fn receiver_family(receiver: Ty) -> Option<&'static str> {
    Some(match receiver.get() {
        Type::Array(_) => "ndarray",
        _ if receiver.is_number() => "number",
        Type::Tuple(_) | Type::NamedTuple(_) => "tuple",
        Type::Str | Type::LitStr(_) => "str",
        Type::Range(_) => "range",
        Type::Slice { .. } => "slice",
        Type::DType(_) => "dtype",
        Type::List(_) | Type::TypedList(_) => "list",
        Type::Dict(..) => "dict",
        Type::Set(_) => "set",
        Type::Open(Container::List | Container::TypedList, _) => "list",
        Type::Open(Container::Dict, _) => "dict",
        Type::Open(Container::Set, _) => "set",
        _ => return None,
    })
}

/// A global name inside a Python body of the library: the builtins, `np`, `math`, `bisect`, and `nj`, the
/// module of operations that only the library uses.
pub fn body_globals(name: &str) -> Option<u32> {
    match name {
        "np" => lookup("numpy"),
        "math" => lookup("math"),
        "nj" => lookup("nj"),
        "scipy" => lookup("scipy"),
        "bisect" => lookup("bisect"),
        "TypedList" => lookup("numba.typed.List"),
        _ => builtin(name),
    }
}

/// The conversion to a scalar type, for calling a value of type [`Type::DType`].
pub fn dtype_constructor(ty: Ty) -> Option<&'static Function> {
    let name = ty.dtype()?.name();
    let path = format!("numpy.{name}");
    match &item(lookup(&path)?).kind {
        Kind::DType(_, function) => Some(function),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;

    #[test]
    fn paths_are_unique_and_documented() {
        let mut seen = HashSet::new();
        for item in items() {
            assert!(seen.insert(item.path), "{} stands twice", item.path);
            assert!(item.doc.ends_with('.'), "{} has no sentence", item.path);
        }
    }

    #[test]
    fn names_resolve_through_modules() {
        let numpy = lookup("numpy").expect("numpy");
        let random = attribute(numpy, "random").expect("numpy.random");
        assert!(matches!(item(random).kind, Kind::Module));
        assert!(attribute(random, "rand").is_some());
        assert_eq!(builtin("abs"), body_globals("abs"));
        assert_eq!(body_globals("np"), Some(numpy));
        assert_eq!(member(Ty::F64, "real"), lookup("number.real"));
        assert_eq!(
            member(Ty::array(Ty::F64, 1, numjit_ir::Layout::C), "sum"),
            lookup("ndarray.sum")
        );
        assert!(dtype_constructor(Ty::F32).is_some());
    }

    #[test]
    fn every_fallback_exists_and_has_the_same_parameters() {
        for item in items() {
            let Kind::Function(function) = &item.kind else {
                continue;
            };
            let Some(otherwise) = function.otherwise else {
                continue;
            };
            let entity = lookup(otherwise).expect(otherwise);
            let Kind::Function(target) = &super::item(entity).kind else {
                panic!("{otherwise} is not a function");
            };
            if !function.params.is_variadic() {
                assert_eq!(
                    function.params.list.len(),
                    target.params.list.len(),
                    "{}",
                    item.path
                );
            }
        }
    }

    /// Every dotted name in a body is in the table, so that a misspelt one fails here.
    #[test]
    fn names_in_bodies_exist() {
        for item in items() {
            let Kind::Function(Function {
                body: Body::Python(source),
                ..
            }) = &item.kind
            else {
                continue;
            };
            for (prefix, module) in [("np.", "numpy"), ("math.", "math"), ("nj.", "nj")] {
                for path in dotted_names(source, prefix) {
                    let full = format!("{module}.{path}");
                    assert!(lookup(&full).is_some(), "{} names {full}", item.path);
                }
            }
        }
    }

    fn dotted_names<'a>(source: &'a str, prefix: &'a str) -> impl Iterator<Item = &'a str> {
        source.match_indices(prefix).filter_map(move |(at, _)| {
            let before = source[..at].chars().next_back();
            if before.is_some_and(|c| c.is_alphanumeric() || c == '_' || c == '.') {
                return None;
            }
            let rest = &source[at + prefix.len()..];
            let end = rest.find(|c: char| !(c.is_alphanumeric() || c == '_' || c == '.'));
            let name = rest[..end.unwrap_or(rest.len())].trim_end_matches('.');
            (!name.is_empty()).then_some(name)
        })
    }
}
