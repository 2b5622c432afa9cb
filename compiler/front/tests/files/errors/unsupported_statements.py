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
#> error[NJ0002]: `with` statements are not supported in compiled functions
#> --> file.py:6:5
#> |
#> 6 |     with x:
#> |     ^^^^^^^
#> |
#> = help: use it around the call of the function
#> error[NJ0002]: imports are not supported in compiled functions
#> --> file.py:8:5
#> |
#> 8 |     import math
#> |     ^^^^^^^^^^^
#> |
#> = help: move the import to the top of the file
#> error[NJ0002]: imports are not supported in compiled functions
#> --> file.py:9:5
#> |
#> 9 |     from math import sin
#> |     ^^^^^^^^^^^^^^^^^^^^
#> |
#> = help: move the import to the top of the file
#> error[NJ0002]: class definitions are not supported in compiled functions
#> --> file.py:10:5
#> |
#> 10 |     class A:
#> |     ^^^^^^^^
#> |
#> = help: define the class outside the function
#> error[NJ0002]: decorators of nested functions are not supported in compiled functions
#> --> file.py:15:6
#> |
#> 15 |     @decorated
#> |      ^^^^^^^^^
#> |
#> = help: leave the decorator out: nested functions are compiled with the outer one
#> error[NJ0002]: `async` functions and statements are not supported in compiled functions
#> --> file.py:18:5
#> |
#> 18 |     async def h():
#> |     ^^^^^^^^^^^^^^
#> |
#> = help: use ordinary functions and statements
#> error[NJ0002]: causes of exceptions (`raise ... from ...`) are not supported in compiled functions
#> --> file.py:20:5
#> |
#> 20 |     raise ValueError from x
#> |     ^^^^^^^^^^^^^^^^^^^^^^^
#> |
#> = help: leave out `from` and what follows it
