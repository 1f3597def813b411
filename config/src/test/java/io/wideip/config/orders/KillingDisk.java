package io.wideip.config.orders;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.net.URI;
import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.AccessMode;
import java.nio.file.CopyOption;
import java.nio.file.DirectoryStream;
import java.nio.file.FileStore;
import java.nio.file.FileSystem;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.nio.file.WatchService;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.FileAttributeView;
import java.nio.file.attribute.UserPrincipalLookupService;
import java.nio.file.spi.FileSystemProvider;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The real disk, on which this process is killed at a step. */
final class KillingDisk extends FileSystemProvider {
    private volatile @Nullable Step killing;

    /** Of writing a state file, in their order. */
    enum Step {
        BEFORE_OPEN,
        BEFORE_WRITE,
        HALF_WRITTEN,
        AFTER_WRITE,
        AFTER_FLUSH,
        BEFORE_RENAME,
        AFTER_RENAME,
        BEFORE_DIRECTORY_FLUSH,
        AFTER_DIRECTORY_FLUSH,
        BEFORE_ACKNOWLEDGEMENT,
        AFTER_ACKNOWLEDGEMENT;

        /** Whether a restart finds the new text from here on. */
        boolean isNewThen() {
            return compareTo(AFTER_RENAME) >= 0;
        }
    }

    void killAt(Step step) {
        killing = step;
    }

    /** Kills this process where it is the step. */
    void reached(Step step) {
        if (step != killing) {
            return;
        }
        try {
            new ProcessBuilder("sh", "-c", "kill -9 " + ProcessHandle.current().pid())
                    .start()
                    .waitFor();
            Thread.sleep(60_000);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** The same path, by way of this disk. */
    Path path(Path real) {
        return (Path) Proxy.newProxyInstance(
                KillingDisk.class.getClassLoader(),
                new Class<?>[] {Path.class, Wrapped.class},
                (proxy, method, given) -> {
                    if (method.getDeclaringClass() == Wrapped.class) {
                        return real;
                    }
                    if (method.getName().equals("getFileSystem")) {
                        return new Disk(real.getFileSystem());
                    }
                    Object[] arguments = given == null
                            ? new Object[0]
                            : Arrays.stream(given)
                                    .map(each -> each instanceof Wrapped wrapped ? wrapped.real() : each)
                                    .toArray();
                    try {
                        Object result = method.invoke(real, arguments);
                        return result instanceof Path path ? path(path) : result;
                    } catch (InvocationTargetException failure) {
                        throw failure.getCause();
                    }
                });
    }

    /** A path that knows the one of the real disk. */
    interface Wrapped {
        Path real();
    }

    private static Path real(Path path) {
        return path instanceof Wrapped wrapped ? wrapped.real() : path;
    }

    @Override
    public FileChannel newFileChannel(Path path, Set<? extends OpenOption> options, FileAttribute<?>... attributes)
            throws IOException {
        Path real = real(path);
        boolean isDirectory = Files.isDirectory(real);
        reached(isDirectory ? Step.BEFORE_DIRECTORY_FLUSH : Step.BEFORE_OPEN);
        return new KillingChannel(FileChannel.open(real, options, attributes), isDirectory, this::reached);
    }

    @Override
    public void move(Path source, Path target, CopyOption... options) throws IOException {
        reached(Step.BEFORE_RENAME);
        Files.move(real(source), real(target), options);
        reached(Step.AFTER_RENAME);
    }

    @Override
    public String getScheme() {
        return "killing";
    }

    @Override
    public FileSystem newFileSystem(URI uri, Map<String, ?> environment) {
        throw new UnsupportedOperationException();
    }

    @Override
    public FileSystem getFileSystem(URI uri) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Path getPath(URI uri) {
        throw new UnsupportedOperationException();
    }

    @Override
    public SeekableByteChannel newByteChannel(
            Path path, Set<? extends OpenOption> options, FileAttribute<?>... attributes) throws IOException {
        return Files.newByteChannel(real(path), options, attributes);
    }

    @Override
    public DirectoryStream<Path> newDirectoryStream(Path path, DirectoryStream.Filter<? super Path> filter) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void createDirectory(Path path, FileAttribute<?>... attributes) throws IOException {
        Files.createDirectory(real(path), attributes);
    }

    @Override
    public void delete(Path path) throws IOException {
        Files.delete(real(path));
    }

    @Override
    public void copy(Path source, Path target, CopyOption... options) {
        throw new UnsupportedOperationException();
    }

    @Override
    public boolean isSameFile(Path path, Path other) throws IOException {
        return Files.isSameFile(real(path), real(other));
    }

    @Override
    public boolean isHidden(Path path) throws IOException {
        return Files.isHidden(real(path));
    }

    @Override
    public FileStore getFileStore(Path path) throws IOException {
        return Files.getFileStore(real(path));
    }

    @Override
    public void checkAccess(Path path, AccessMode... modes) throws IOException {
        Path real = real(path);
        real.getFileSystem().provider().checkAccess(real, modes);
    }

    @Override
    public <V extends FileAttributeView> @Nullable V getFileAttributeView(
            Path path, Class<V> type, LinkOption... options) {
        return Files.getFileAttributeView(real(path), type, options);
    }

    @Override
    public <A extends BasicFileAttributes> A readAttributes(Path path, Class<A> type, LinkOption... options)
            throws IOException {
        return Files.readAttributes(real(path), type, options);
    }

    @Override
    public Map<String, Object> readAttributes(Path path, String attributes, LinkOption... options) throws IOException {
        return Files.readAttributes(real(path), attributes, options);
    }

    @Override
    public void setAttribute(Path path, String attribute, Object value, LinkOption... options) throws IOException {
        Files.setAttribute(real(path), attribute, value, options);
    }

    /** What leads from a path to this provider. */
    private final class Disk extends FileSystem {
        private final FileSystem real;

        Disk(FileSystem real) {
            this.real = real;
        }

        @Override
        public FileSystemProvider provider() {
            return KillingDisk.this;
        }

        @Override
        public void close() {}

        @Override
        public boolean isOpen() {
            return true;
        }

        @Override
        public boolean isReadOnly() {
            return false;
        }

        @Override
        public String getSeparator() {
            return real.getSeparator();
        }

        @Override
        public Iterable<Path> getRootDirectories() {
            return real.getRootDirectories();
        }

        @Override
        public Iterable<FileStore> getFileStores() {
            return real.getFileStores();
        }

        @Override
        public Set<String> supportedFileAttributeViews() {
            return real.supportedFileAttributeViews();
        }

        @Override
        public Path getPath(String first, String... more) {
            return path(real.getPath(first, more));
        }

        @Override
        public PathMatcher getPathMatcher(String pattern) {
            return real.getPathMatcher(pattern);
        }

        @Override
        public UserPrincipalLookupService getUserPrincipalLookupService() {
            return real.getUserPrincipalLookupService();
        }

        @Override
        public WatchService newWatchService() throws IOException {
            return real.newWatchService();
        }
    }
}
