def f(x):
    try:
        x = 1
    except ValueError:
        pass
    with x as y:
        pass
    with objmode():
        return x
    from math import *
    from . import sin
    class A:
        pass
    match x:
        case 1:
            pass
    @decorated
    def g():
        pass
    async def h():
        pass
    raise ValueError from g(x)
#> error[NJ0002]: `with` statements other than `with objmode(...)` are not supported in compiled functions
#> --> file.py:6:5
#> |
#> 6 |     with x as y:
#> |     ^^^^^^^^^^^^
#> |
#> = help: use it around the call of the function
#> error[NJ0002]: `return`, `break` and `continue` out of a `with` block are not supported in compiled functions
#> --> file.py:8:5
#> |
#> 8 |     with objmode():
#> |     ^^^^^^^^^^^^^^^
#> |
#> = help: set a variable in the block and leave after it
#> error[NJ0002]: relative imports and `import *` are not supported in compiled functions
#> --> file.py:10:5
#> |
#> 10 |     from math import *
#> |     ^^^^^^^^^^^^^^^^^^
#> |
#> = help: move the import to the top of the file
#> error[NJ0002]: relative imports and `import *` are not supported in compiled functions
#> --> file.py:11:5
#> |
#> 11 |     from . import sin
#> |     ^^^^^^^^^^^^^^^^^
#> |
#> = help: move the import to the top of the file
#> error[NJ0002]: class definitions are not supported in compiled functions
#> --> file.py:12:5
#> |
#> 12 |     class A:
#> |     ^^^^^^^^
#> |
#> = help: define the class outside the function
#> error[NJ0002]: decorators of nested functions are not supported in compiled functions
#> --> file.py:17:6
#> |
#> 17 |     @decorated
#> |      ^^^^^^^^^
#> |
#> = help: leave the decorator out: nested functions are compiled with the outer one
#> error[NJ0002]: `async` functions and statements are not supported in compiled functions
#> --> file.py:20:5
#> |
#> 20 |     async def h():
#> |     ^^^^^^^^^^^^^^
#> |
#> = help: use ordinary functions and statements
#> error[NJ0002]: causes of exceptions (`raise ... from ...`) that are not a name or `None` are not supported in compiled functions
#> --> file.py:22:5
#> |
#> 22 |     raise ValueError from g(x)
#> |     ^^^^^^^^^^^^^^^^^^^^^^^^^^
#> |
#> = help: leave out `from` and what follows it
