def f():
    return 18446744073709551616 + 2**70 + -9223372036854775809
#> error[NJ0005]: this integer does not fit 64 bits
#> --> file.py:2:12
#> |
#> 2 |     return 18446744073709551616 + 2**70 + -9223372036854775809
#> |            ^^^^^^^^^^^^^^^^^^^^
#> |
#> = note: compiled integers range from -2**63 (`int64`) to 2**64 - 1 (`uint64`)
#> = help: write it as a float, for example `1e20`, if the exact value does not matter
#> error[NJ0005]: this integer does not fit 64 bits
#> --> file.py:2:43
#> |
#> 2 |     return 18446744073709551616 + 2**70 + -9223372036854775809
#> |                                           ^^^^^^^^^^^^^^^^^^^^
#> |
#> = note: compiled integers range from -2**63 (`int64`) to 2**64 - 1 (`uint64`)
#> = help: write it as a float, for example `1e20`, if the exact value does not matter
