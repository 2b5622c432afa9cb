//! Parameter lists of library functions, and how the arguments of a call bind to them.

use numjit_ir::{Const, Ty, Type};

/// One parameter.
#[derive(Clone, Debug, PartialEq)]
pub struct ParamRow {
    /// Name.
    pub name: &'static str,
    /// Default, if it may be left out.
    pub default: Option<Const>,
    /// Takes all remaining positional arguments.
    pub star: bool,
    /// The body asks for the literal type of the argument. Arguments of other parameters of Python
    /// bodies are best given their plain type, so that a body is not compiled for every constant.
    pub literal: bool,
}

/// A parameter list.
#[derive(Clone, Debug, PartialEq)]
pub struct Params {
    /// Parameters in order.
    pub list: Vec<ParamRow>,
}

/// What a parameter receives in one call.
#[derive(Clone, Debug, PartialEq)]
pub enum Bound {
    /// The argument at this position (positional arguments first, then keyword arguments in order).
    Argument(usize),
    /// Its default.
    Default(Const),
}

impl Params {
    /// Reads a list such as `a, axis: literal=None, *rest`: names, the marker `literal` after a colon,
    /// and defaults that are Python constants.
    pub fn parse(text: &'static str) -> Params {
        let list = split_top_level(text).map(parse_param).collect();
        Params { list }
    }

    /// Whether the only parameter takes any number of positional arguments.
    pub fn is_variadic(&self) -> bool {
        self.list.iter().any(|param| param.star)
    }

    /// Fewest and most positional arguments.
    pub fn arity(&self) -> (usize, Option<usize>) {
        let required = self.list.iter().filter(|p| !p.star && p.default.is_none());
        let most = (!self.is_variadic()).then_some(self.list.len());
        (required.count(), most)
    }

    /// Binds a call with this many positional arguments and these keyword names. The result has one
    /// entry per parameter; a variadic parameter takes one entry per argument it receives. The error
    /// is a sentence that names the argument at fault.
    pub fn bind(&self, positional: usize, keywords: &[&str]) -> Result<Vec<Bound>, String> {
        self.check_keywords(positional, keywords)?;
        let mut bound = Vec::with_capacity(self.list.len());
        let by_position = self.by_position();
        for (index, param) in self.list.iter().enumerate() {
            if param.star {
                bound.extend((index..positional).map(Bound::Argument));
            } else if index < positional.min(by_position) {
                bound.push(Bound::Argument(index));
            } else if let Some(position) = keywords.iter().position(|&k| k == param.name) {
                bound.push(Bound::Argument(positional + position));
            } else if let Some(default) = &param.default {
                bound.push(Bound::Default(default.clone()));
            } else {
                return Err(format!("missing the argument `{}`", param.name));
            }
        }
        Ok(bound)
    }

    /// Number of parameters that single positional arguments bind to: what follows the variadic one is only bound by
    /// name.
    fn by_position(&self) -> usize {
        let star = self.list.iter().position(|param| param.star);
        star.unwrap_or(self.list.len())
    }

    fn check_keywords(&self, positional: usize, keywords: &[&str]) -> Result<(), String> {
        if let (_, Some(most)) = self.arity()
            && positional > most
        {
            return Err(format!(
                "takes at most {most} positional arguments, not {positional}"
            ));
        }
        for (i, keyword) in keywords.iter().enumerate() {
            let position = self
                .list
                .iter()
                .position(|p| !p.star && p.name == *keyword)
                .ok_or_else(|| format!("does not accept the argument `{keyword}`"))?;
            if position < positional.min(self.by_position()) || keywords[..i].contains(keyword) {
                return Err(format!("the argument `{keyword}` is given twice"));
            }
        }
        Ok(())
    }
}

/// The type of a constant: a literal type for `int`, `bool` and `str`.
pub fn const_type(value: &Const) -> Ty {
    match value {
        Const::None => Ty::NONE,
        Const::Bool(v) => Ty::new(Type::LitBool(*v)),
        Const::Int(v) => Ty::literal_int(*v),
        Const::UInt(_) => Ty::U64,
        Const::Float(_) => Ty::F64,
        Const::Complex(..) => Ty::C128,
        Const::Str(v) => Ty::new(Type::LitStr(v.clone())),
        Const::Ellipsis => Ty::ELLIPSIS,
    }
}

fn split_top_level(text: &'static str) -> impl Iterator<Item = &'static str> {
    text.split(',')
        .map(str::trim)
        .filter(|part| !part.is_empty())
}

fn parse_param(text: &'static str) -> ParamRow {
    let (head, default) = match text.split_once('=') {
        Some((head, value)) => (head.trim(), Some(parse_default(value.trim()))),
        None => (text, None),
    };
    let (name, literal) = match head.split_once(':') {
        Some((name, marker)) => (name.trim(), marker.trim() == "literal"),
        None => (head, false),
    };
    ParamRow {
        name: name.trim_start_matches('*'),
        default,
        star: name.starts_with('*'),
        literal,
    }
}

/// Defaults are a closed set that the table test reads in full.
fn parse_default(text: &str) -> Const {
    let quoted = |quote| text.strip_prefix(quote).and_then(|t| t.strip_suffix(quote));
    match text {
        "None" => Const::None,
        "..." => Const::Ellipsis,
        "True" => Const::Bool(true),
        "False" => Const::Bool(false),
        _ => {
            if let Some(text) = quoted('"').or_else(|| quoted('\'')) {
                Const::Str(text.into())
            } else if let Ok(value) = text.parse() {
                Const::Int(value)
            } else {
                Const::Float(text.parse().unwrap_or(f64::NAN))
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parameters_read_as_written() {
        let params = Params::parse("a, axis: literal=None, mode=\"valid\", tol=1e-5");
        let names: Vec<_> = params.list.iter().map(|p| p.name).collect();
        assert_eq!(names, ["a", "axis", "mode", "tol"]);
        assert!(params.list[1].literal && !params.list[0].literal);
        assert_eq!(params.list[3].default, Some(Const::Float(1e-5)));
        assert_eq!(params.arity(), (1, Some(4)));
    }

    #[test]
    fn arguments_bind_by_position_then_name() {
        let params = Params::parse("start, stop=None, step=None");
        let bound = params.bind(1, &["step"]).expect("binds");
        assert_eq!(
            bound,
            [
                Bound::Argument(0),
                Bound::Default(Const::None),
                Bound::Argument(1)
            ]
        );
    }

    #[test]
    fn parameters_behind_the_variadic_one_bind_by_name() {
        let params = Params::parse("f, *rest, axis=None");
        let bound = |positional, keywords: &[&str]| params.bind(positional, keywords).ok();
        let none = Bound::Default(Const::None);
        let argument = Bound::Argument;
        assert_eq!(bound(1, &[]), Some(vec![argument(0), none.clone()]));
        assert_eq!(bound(2, &[]), Some(vec![argument(0), argument(1), none]));
        let all = vec![argument(0), argument(1), argument(2)];
        assert_eq!(bound(2, &["axis"]), Some(all));
    }

    #[test]
    fn a_wrong_argument_is_named() {
        let params = Params::parse("a, dtype=None");
        let error = |positional, keywords: &[&str]| params.bind(positional, keywords).err();
        assert_eq!(
            error(1, &["order"]).as_deref(),
            Some("does not accept the argument `order`")
        );
        assert_eq!(error(0, &[]).as_deref(), Some("missing the argument `a`"));
        assert_eq!(
            error(3, &[]).as_deref(),
            Some("takes at most 2 positional arguments, not 3")
        );
        assert_eq!(
            error(1, &["a"]).as_deref(),
            Some("the argument `a` is given twice")
        );
    }
}
