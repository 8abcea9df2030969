package io.github.bedrockcli.cli;

import java.util.concurrent.Callable;

/** A command that says in code what it is and takes: annotations would cost each start tens of milliseconds to read. */
interface DeclaredCommand extends Callable<Integer> {
    /** Called once, before anything is parsed. */
    void declare(Declarations command);
}
