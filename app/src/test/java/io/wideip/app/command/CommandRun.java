package io.wideip.app.command;

import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;

/** What a command has printed and given back, run within this process. */
record CommandRun(int code, String out, String err) {
    static CommandRun of(List<String> arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int code = Main.run(
                Main.commandLine(InputStream.nullInputStream(), new PrintWriter(out, true), new PrintWriter(err, true)),
                arguments.toArray(String[]::new));
        return new CommandRun(code, out.toString(), err.toString());
    }
}
