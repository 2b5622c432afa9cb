//! `numjit explain`: the page of an error code.

use numjit::diag::codes;

use crate::args::ExplainArgs;
use crate::output::{BAD_INPUT, complain, print};

pub(crate) fn explain(args: &ExplainArgs) -> u8 {
    let Some(wanted) = &args.code else {
        print(&list());
        return 0;
    };
    let wanted = wanted.to_uppercase();
    match codes::all().iter().find(|code| code.code == wanted) {
        Some(code) => {
            print(&format!(
                "{}: {}\n\n{}\n",
                code.code,
                code.title,
                code.page.trim()
            ));
            0
        }
        None => {
            complain(&format!(
                "numjit: there is no error code {wanted}; `numjit explain` lists them"
            ));
            BAD_INPUT
        }
    }
}

fn list() -> String {
    codes::all()
        .iter()
        .map(|code| format!("{}  {}\n", code.code, code.title))
        .collect()
}
