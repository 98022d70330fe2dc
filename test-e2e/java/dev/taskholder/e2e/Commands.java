package dev.taskholder.e2e;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Programs on the PATH. */
final class Commands {
    private static final Pattern VERSION = Pattern.compile("(\\d+)\\.\\d+");

    private Commands() {}

    /** Finds the first of {@code names} that can be run, null if none can. */
    static @Nullable Path find(List<String> names) {
        String path = System.getenv().getOrDefault("PATH", "");
        for (String name : names) {
            for (String folder : path.split(File.pathSeparator, -1)) {
                Path file = Path.of(folder, name);
                if (Files.isExecutable(file) && !Files.isDirectory(file)) {
                    return file;
                }
            }
        }
        return null;
    }

    /** Returns the number before the first dot of what {@code program --version} prints, "" if it prints none. */
    static String majorVersion(Path program) {
        try {
            Process process = new ProcessBuilder(program.toString(), "--version")
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            Matcher version = VERSION.matcher(printed);
            return version.find() ? version.group(1) : "";
        } catch (IOException e) {
            return "";
        }
    }

    /** Runs a program to its end with its output in {@code log}, and returns whether it succeeded. */
    static boolean run(Path program, Path log) {
        try {
            Files.createDirectories(log.toAbsolutePath().getParent());
            return new ProcessBuilder(program.toAbsolutePath().toString())
                            .redirectErrorStream(true)
                            .redirectOutput(log.toFile())
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while " + program + " ran", e);
        }
    }
}
