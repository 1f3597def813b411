package io.wideip.app.command;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.IVersionProvider;

/** The jar's version; a class directory has none. */
final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
        @Nullable String written = Version.class.getPackage().getImplementationVersion();
        return new String[] {"wideip " + (written == null ? "(development)" : written)};
    }
}
