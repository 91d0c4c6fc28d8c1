#pragma once

/* Prints a greeting on standard output. */
void greet(const char *name);
