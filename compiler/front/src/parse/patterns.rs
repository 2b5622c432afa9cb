//! Patterns of `match` statements.

use numjit_ir::Span;
use rustpython_parser::ast::{self, Ranged};

use super::Convert;
use crate::tree::{Case, Literal, Name, Pattern, PatternKind, StmtKind, Unsupported};

impl Convert<'_> {
    pub(super) fn match_stmt(&mut self, stmt: ast::StmtMatch) -> StmtKind {
        let subject = self.expr(*stmt.subject);
        let cases = stmt.cases.into_iter().map(|case| Case {
            pattern: self.pattern(case.pattern),
            guard: case.guard.map(|guard| self.expr(*guard)),
            body: self.stmts(case.body),
        });
        let cases = cases.collect();
        StmtKind::Match { subject, cases }
    }

    fn patterns(&mut self, patterns: Vec<ast::Pattern>) -> Vec<Pattern> {
        let patterns = patterns.into_iter();
        patterns.map(|pattern| self.pattern(pattern)).collect()
    }

    fn pattern(&mut self, pattern: ast::Pattern) -> Pattern {
        let span = self.span(pattern.range());
        let kind = if self.enter(span) {
            self.pattern_kind(pattern, span)
        } else {
            PatternKind::Any
        };
        self.leave();
        Pattern { kind, span }
    }

    fn pattern_kind(&mut self, pattern: ast::Pattern, span: Span) -> PatternKind {
        match pattern {
            ast::Pattern::MatchValue(p) => PatternKind::Value(self.expr(*p.value)),
            ast::Pattern::MatchSingleton(p) => PatternKind::Singleton(match p.value {
                ast::Constant::Bool(value) => Literal::Bool(value),
                _ => Literal::None,
            }),
            ast::Pattern::MatchSequence(p) => PatternKind::Sequence(self.patterns(p.patterns)),
            ast::Pattern::MatchClass(p) => self.class_pattern(p),
            ast::Pattern::MatchAs(p) => {
                let name = p.name.map(|name| self.ident(&name, span));
                match (p.pattern, name) {
                    (None, None) => PatternKind::Any,
                    (None, Some(name)) => PatternKind::Bind(None, name),
                    (Some(pattern), None) => self.pattern(*pattern).kind,
                    (Some(pattern), Some(name)) => {
                        PatternKind::Bind(Some(Box::new(self.pattern(*pattern))), name)
                    }
                }
            }
            ast::Pattern::MatchOr(p) => PatternKind::Or(self.patterns(p.patterns)),
            ast::Pattern::MatchStar(_) => PatternKind::Unsupported(Unsupported {
                what: "starred patterns",
                instead: "name every element",
            }),
            ast::Pattern::MatchMapping(_) => PatternKind::Unsupported(Unsupported {
                what: "mapping patterns",
                instead: "use `if` and `in`",
            }),
        }
    }

    fn class_pattern(&mut self, pattern: ast::PatternMatchClass) -> PatternKind {
        let class = self.expr(*pattern.cls);
        let positional = self.patterns(pattern.patterns);
        let names = pattern
            .kwd_attrs
            .iter()
            .map(|name| Name::from(name.as_str()));
        let names: Vec<Name> = names.collect();
        let keywords = names.into_iter().zip(self.patterns(pattern.kwd_patterns));
        PatternKind::Class {
            class,
            positional,
            keywords: keywords.collect(),
        }
    }
}
