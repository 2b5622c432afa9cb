//! Mistakes that people complain about most: a short message at their line, and a help line that works when typed.

use crate::common::{run, text};

/// A program that goes wrong, what its message says, and the program after the help line was followed.
struct Complaint {
    program: &'static str,
    line: &'static str,
    help: &'static str,
    mended: &'static str,
    prints: &'static str,
}

const COMPLAINTS: &[Complaint] = &[
    Complaint {
        program: "@njit\ndef f(x):\n    if x > 0:\n        y = 1\n    else:\n        y = 'a'\n    return y\n",
        line: "y = 'a'",
        help: "make all the values the same type",
        mended: "@njit\ndef f(x):\n    if x > 0:\n        y = 1\n    else:\n        y = 2\n    return y\n",
        prints: "1",
    },
    Complaint {
        program: "@njit\ndef f(x):\n    return 'n = ' + x\n",
        line: "return 'n = ' + x",
        help: "text + str(value)",
        mended: "@njit\ndef f(x):\n    return 'n = ' + str(x)\n",
        prints: "n = 1",
    },
    Complaint {
        program: "@njit\ndef f(x, y=None):\n    return x + y\n",
        line: "return x + y",
        help: "if x is not None:",
        mended: "@njit\ndef f(x, y=None):\n    if y is not None:\n        return x + y\n    return x\n",
        prints: "1",
    },
    Complaint {
        program: "@njit\ndef f(x):\n    return np.zeroes(x)\n",
        line: "return np.zeroes(x)",
        help: "did you mean `numpy.zeros`?",
        mended: "@njit\ndef f(x):\n    return np.zeros(x)\n",
        prints: "[0.]",
    },
    Complaint {
        program: "@njit\ndef f(x):\n    a, b = (x, 2, 3)\n    return a\n",
        line: "a, b = (x, 2, 3)",
        help: "first, *rest = value",
        mended: "@njit\ndef f(x):\n    a, *b = (x, 2, 3)\n    return a\n",
        prints: "1",
    },
    Complaint {
        program: "def g(x):\n    return x + 1\n@njit\ndef f(x):\n    return g(x)\n",
        line: "return g(x)",
        help: "decorate `g` with `@njit`",
        mended: "@njit\ndef g(x):\n    return x + 1\n@njit\ndef f(x):\n    return g(x)\n",
        prints: "2",
    },
    Complaint {
        program: "table = [1, 2]\n@njit\ndef f(x):\n    return table[x]\n",
        line: "return table[x]",
        help: "a tuple or an array",
        mended: "table = (1, 2)\n@njit\ndef f(x):\n    return table[x]\n",
        prints: "2",
    },
    Complaint {
        program: "@njit\ndef f(x):\n    return []\n",
        line: "return []",
        help: "[0.0 for _ in range(0)]",
        mended: "@njit\ndef f(x):\n    return [0.0 for _ in range(0)]\n",
        prints: "[]",
    },
    Complaint {
        program: "@njit\ndef f(x):\n    return f(x - 1)\n",
        line: "return f(x - 1)",
        help: "add a path that returns without the recursive call",
        mended: "@njit\ndef f(x):\n    if x < 0:\n        return 0\n    return f(x - 1)\n",
        prints: "0",
    },
    Complaint {
        program: "@njit\ndef f(x):\n    return np.sum(np.ones(2), axes=0) + x\n",
        line: "axes=0",
        help: "np.sum(a, axis=...",
        mended: "@njit\ndef f(x):\n    return np.sum(np.ones(2), axis=0) + x\n",
        prints: "3.0",
    },
    Complaint {
        program: "@njit\ndef f(x):\n    for i in x:\n        pass\n    return 0\n",
        line: "for i in x:",
        help: "range(...)",
        mended: "@njit\ndef f(x):\n    for i in range(x):\n        pass\n    return 0\n",
        prints: "0",
    },
    Complaint {
        program: "def h(x):\n    return x\n@njit\ndef f(x):\n    g = lambda: x\n    x = 5\n    return g()\n",
        line: "x = 5",
        help: "use another name for the new value",
        mended: "@njit\ndef f(x):\n    g = lambda: x\n    y = 5\n    return g()\n",
        prints: "1",
    },
];

const HEADER: &str = "from numba import njit\nimport numpy as np\n";

/// Everything that has to be read.
const MOST_LINES: usize = 15;

fn message(program: &str) -> String {
    let call = "try:\n    print('no error', f(1))\nexcept Exception as error:\n    print(error)\n";
    text(&run(&["run", "-c", &format!("{HEADER}{program}{call}")]).stdout)
}

#[test]
fn messages_are_short_and_point_at_the_line() {
    for complaint in COMPLAINTS {
        let message = message(complaint.program);
        let count = message.lines().count();
        assert!(count <= MOST_LINES, "{count} lines:\n{message}");
        for wanted in ["error[NJ", complaint.line, complaint.help] {
            assert!(message.contains(wanted), "{wanted:?} is not in:\n{message}");
        }
    }
}

#[test]
fn help_works_when_typed() {
    for complaint in COMPLAINTS {
        let program = format!("{HEADER}{}print(f(1))\n", complaint.mended);
        let output = run(&["run", "-c", &program]);
        let printed = text(&output.stdout);
        let errors = text(&output.stderr);
        assert_eq!(printed.trim_end(), complaint.prints, "{program}\n{errors}");
    }
}
