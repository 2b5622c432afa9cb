//! What the names of a module stand for; the [`Resolver`] of functions that were compiled from text.

use std::collections::HashMap;
use std::sync::Arc;

use numjit_infer::{Binding, FuncId};

use super::cancel::CancelToken;
use crate::session::Resolver;

/// The names of one module, frozen once the module is read.
#[derive(Debug, Default)]
pub(crate) struct Names {
    /// Globals.
    pub(crate) bindings: HashMap<String, Binding>,
    /// Functions of this module with the values of their trailing parameters.
    pub(crate) defaults: HashMap<FuncId, Vec<Binding>>,
    /// Names of the modules whose functions this one uses.
    pub(crate) others: Vec<Arc<Names>>,
}

impl Names {
    /// The names of the module that a function belongs to.
    fn of(&self, func: FuncId) -> Option<&Names> {
        if self.defaults.contains_key(&func) {
            return Some(self);
        }
        self.others.iter().find_map(|other| other.of(func))
    }
}

/// [`Names`] in use by one compilation.
pub(crate) struct Lookup<'n> {
    names: &'n Names,
    /// What may end the compilation.
    token: Option<&'n CancelToken>,
}

impl<'n> Lookup<'n> {
    pub(crate) fn new(names: &'n Names, token: Option<&'n CancelToken>) -> Lookup<'n> {
        Lookup { names, token }
    }
}

impl Resolver for Lookup<'_> {
    fn global(&mut self, func: FuncId, name: &str) -> Option<Binding> {
        // A module that a function imports itself.
        if let Some(module) = name.strip_prefix("import ") {
            return numjit_library::lookup(module).map(Binding::Entity);
        }
        self.names.of(func)?.bindings.get(name).cloned()
    }

    fn attribute(&mut self, _: u32, _: &str) -> Option<Binding> {
        None
    }

    fn defaults(&mut self, func: FuncId) -> Vec<Binding> {
        let names = self.names.of(func);
        names
            .and_then(|names| names.defaults.get(&func))
            .cloned()
            .unwrap_or_default()
    }

    fn token(&self) -> Option<CancelToken> {
        self.token.cloned()
    }
}
