//! `template % values` and `template.format(...)` with constant templates: the same pieces as an f-string.

use numjit_diag::codes;
use numjit_ir::{Imm, Op, Piece, Ty, Type, Value};

use super::arguments::{Argument, Arguments};
use super::{optional, print};
use crate::meaning::{Emitter, Fault, Meaning, Outcome};
use crate::report;
use crate::site::Site;

/// A value with the type it is shown as.
type Shown = (Argument, Ty);

/// Pieces of text and the values between them.
#[derive(Default)]
struct Parts {
    pieces: Vec<Piece>,
    values: Vec<Shown>,
}

impl Parts {
    fn push_text(&mut self, text: &str) {
        if text.is_empty() {
            return;
        }
        if let Some(Piece::Text(last)) = self.pieces.last_mut() {
            *last = format!("{last}{text}").into();
        } else {
            self.pieces.push(Piece::Text(text.into()));
        }
    }

    fn push_value(&mut self, value: Shown, conversion: Option<char>, spec: &str) {
        self.values.push(value);
        self.pieces.push(Piece::Value {
            conversion,
            spec: spec.into(),
        });
    }

    fn meaning(self) -> Meaning {
        let Parts { pieces, values } = self;
        let pieces: Box<[Piece]> = pieces.into();
        Meaning::value(Ty::STR, move |e, args| {
            let values: Vec<Value> = values
                .iter()
                .map(|(value, ty)| write(e, args, value, *ty))
                .collect();
            e.b.emit(Op::FString, &values, Imm::Pieces(pieces.clone()), Ty::STR)
        })
    }
}

fn write(e: &mut Emitter<'_>, args: &[Value], value: &Argument, ty: Ty) -> Value {
    let value = value.write(e, args);
    e.cast(value, ty)
}

/// The template of operand 0, which must be constant.
fn template(site: &Site<'_, '_>, ty: Ty, name: &str) -> Result<&'static str, Fault> {
    match ty.get() {
        Type::LitStr(text) => Ok(text),
        _ => {
            Err(codes::nj0218_not_constant::not_constant(name, "the template", site.here()).into())
        }
    }
}

fn problem(site: &Site<'_, '_>, name: &str, problem: &str) -> Fault {
    codes::nj0205_wrong_arguments::wrong_arguments(name, problem, None, site.here()).into()
}

fn check_printable(site: &Site<'_, '_>, ty: Ty) -> Result<(), Fault> {
    match print::is_printable(ty) {
        true => Ok(()),
        false => Err(report::unsupported_use(site, "formatting as text", ty)),
    }
}

// ---- Percent -------------------------------------------------------------------------------------

/// `template % values`
pub(super) fn infer_percent(site: &Site<'_, '_>, text: Ty, values: Ty) -> Outcome {
    let text = template(site, text, "%")?;
    let mut values = match values.get() {
        Type::Tuple(types) => {
            let elements = types.iter().enumerate();
            let element = |(at, &ty): (usize, &Ty)| Argument::element(1, at, ty);
            elements.map(element).collect::<Vec<_>>()
        }
        _ => vec![Argument::operand(1, values)],
    }
    .into_iter();
    let mut parts = Parts::default();
    let mut rest = text;
    while let Some(at) = rest.find('%') {
        parts.push_text(&rest[..at]);
        let (directive, after) = Directive::parse(&rest[at + 1..])
            .ok_or_else(|| problem(site, "%", "has a place it cannot fill"))?;
        rest = after;
        if directive.code == '%' {
            parts.push_text("%");
            continue;
        }
        let value = values
            .next()
            .ok_or_else(|| problem(site, "%", "has too few values for its template"))?;
        directive.push(site, value, &mut parts)?;
    }
    parts.push_text(rest);
    if values.next().is_some() {
        return Err(problem(
            site,
            "%",
            "has more values than its template has places",
        ));
    }
    Ok(parts.meaning())
}

/// What stands behind a `%`: flags, width, precision, code.
struct Directive<'t> {
    flags: &'t str,
    width: &'t str,
    precision: Option<&'t str>,
    code: char,
}

impl<'t> Directive<'t> {
    /// The directive at the start of a text and the text behind it.
    fn parse(text: &'t str) -> Option<(Directive<'t>, &'t str)> {
        let (flags, rest) = span(text, |c| "-+ #0".contains(c));
        let (width, rest) = span(rest, |c| c.is_ascii_digit());
        let (precision, rest) = match rest.strip_prefix('.') {
            Some(rest) => {
                let (digits, rest) = span(rest, |c| c.is_ascii_digit());
                (Some(digits), rest)
            }
            None => (None, rest),
        };
        let rest = rest.trim_start_matches(['h', 'l', 'L']);
        let code = rest.chars().next()?;
        let directive = Directive {
            flags,
            width,
            precision,
            code,
        };
        Some((directive, &rest[code.len_utf8()..]))
    }

    fn push(&self, site: &Site<'_, '_>, value: Argument, parts: &mut Parts) -> Result<(), Fault> {
        let ty = optional::unwrapped(value.ty).unliteral();
        let number = ty.is_number() && !ty.is_complex();
        let numeric = |code: char, ty: Ty| match number {
            true => Ok((code, ty)),
            false => {
                let what = format!("`%{code}`");
                Err(report::unsupported_use(site, &what, ty))
            }
        };
        match self.code {
            's' | 'r' | 'a' => {
                check_printable(site, value.ty)?;
                let spec = self.text_spec();
                parts.push_value((value, value.ty.unliteral()), Some(self.code), &spec);
                return Ok(());
            }
            'd' | 'i' | 'u' => {
                numeric('d', ty)?;
                let whole = if ty.is_int() { ty } else { Ty::I64 };
                parts.push_value((value, whole), None, &self.number_spec("d", None));
            }
            'x' | 'X' | 'o' if ty.is_int() || ty.is_bool() => {
                let whole = if ty.is_int() { ty } else { Ty::I64 };
                let code = self.code.to_string();
                parts.push_value((value, whole), None, &self.number_spec(&code, None));
            }
            'c' if ty.is_int() => {
                parts.push_value((value, Ty::I64), None, &self.number_spec("c", None));
            }
            'c' if ty == Ty::STR => {
                parts.push_value((value, Ty::STR), Some('s'), &self.text_spec());
            }
            'e' | 'E' | 'f' | 'F' | 'g' | 'G' => {
                let (code, _) = numeric(self.code, ty)?;
                let precision = Some(
                    self.precision
                        .map_or("6", |p| if p.is_empty() { "0" } else { p }),
                );
                let spec = self.number_spec(&code.to_string(), precision);
                parts.push_value((value, Ty::F64), None, &spec);
            }
            code => {
                return Err(report::unsupported_use(
                    site,
                    &format!("`%{code}`"),
                    value.ty,
                ));
            }
        }
        Ok(())
    }

    /// Text stands to the right unless a flag says otherwise.
    fn text_spec(&self) -> String {
        let mut spec = String::new();
        if !self.width.is_empty() {
            spec.push(if self.flags.contains('-') { '<' } else { '>' });
            spec.push_str(self.width);
        }
        if let Some(precision) = self.precision {
            spec.push('.');
            spec.push_str(if precision.is_empty() { "0" } else { precision });
        }
        spec
    }

    fn number_spec(&self, code: &str, precision: Option<&str>) -> String {
        let has = |flag| self.flags.contains(flag);
        let mut spec = String::new();
        if !self.width.is_empty() && has('-') {
            spec.push('<');
        }
        if has('+') {
            spec.push('+');
        } else if has(' ') {
            spec.push(' ');
        }
        if has('#') {
            spec.push('#');
        }
        if has('0') && !has('-') && !self.width.is_empty() {
            spec.push('0');
        }
        spec.push_str(self.width);
        if let Some(precision) = precision {
            spec.push('.');
            spec.push_str(precision);
        }
        spec.push_str(code);
        spec
    }
}

/// The characters at the start of a text that belong together, and the rest.
fn span(text: &str, belongs: impl Fn(char) -> bool) -> (&str, &str) {
    let end = text.find(|c: char| !belongs(c)).unwrap_or(text.len());
    text.split_at(end)
}

// ---- format --------------------------------------------------------------------------------------

/// `template.format(*values, **named)`; argument 0 is the template.
pub(super) fn infer_format(site: &Site<'_, '_>, arguments: &Arguments) -> Outcome {
    let Some((receiver, values)) = arguments.positional.split_first() else {
        return Err(report::internal(site, "a template that is not there"));
    };
    let text = template(site, receiver.ty, "format")?;
    let mut parts = Parts::default();
    let mut rest = text;
    let mut next = 0;
    while let Some(at) = rest.find(['{', '}']) {
        parts.push_text(&rest[..at]);
        let brace = &rest[at..=at];
        rest = &rest[at + 1..];
        if let Some(after) = rest.strip_prefix(brace) {
            parts.push_text(brace);
            rest = after;
            continue;
        }
        let field = rest.split_once('}').filter(|_| brace == "{");
        let (field, after) =
            field.ok_or_else(|| problem(site, "format", "has a single brace in its template"))?;
        rest = after;
        push_field(site, field, (values, arguments), &mut next, &mut parts)?;
    }
    parts.push_text(rest);
    Ok(parts.meaning())
}

/// A place `{name!conversion:spec}`.
fn push_field(
    site: &Site<'_, '_>,
    field: &str,
    (values, arguments): (&[Argument], &Arguments),
    next: &mut usize,
    parts: &mut Parts,
) -> Result<(), Fault> {
    let (head, spec) = field.split_once(':').unwrap_or((field, ""));
    let (name, conversion) = match head.split_once('!') {
        Some((name, conversion)) => (name, conversion.chars().next()),
        None => (head, None),
    };
    let named = || {
        let found = arguments
            .keywords
            .iter()
            .find(|(known, _)| **known == *name);
        found.map(|(_, argument)| *argument)
    };
    let value = if name.is_empty() {
        *next += 1;
        values.get(*next - 1).copied()
    } else if let Ok(position) = name.parse::<usize>() {
        values.get(position).copied()
    } else {
        named()
    };
    let value = value.ok_or_else(|| {
        let text = format!("has no value for the place `{{{field}}}` of its template");
        problem(site, "format", &text)
    })?;
    if spec.contains('{') {
        return Err(problem(
            site,
            "format",
            "cannot take a format spec from a value",
        ));
    }
    check_printable(site, value.ty)?;
    parts.push_value((value, value.ty.unliteral()), conversion, spec);
    Ok(())
}
