import Foundation

/// Runs code that calls plugins, and keeps to itself what they print and where they go: standard output
/// is for answers, and paths start from the user's folder.
func secluded<Result, Failure>(
  _ body: () throws(Failure) -> Result
) throws(Failure) -> Result {
  fflush(nil)
  let output = fcntl(STDOUT_FILENO, F_DUPFD_CLOEXEC, 3)
  let folder = open(".", O_RDONLY | O_CLOEXEC)
  let sink = open("/dev/null", O_WRONLY | O_CLOEXEC)
  dup2(sink, STDOUT_FILENO)
  defer {
    fflush(nil)
    dup2(output, STDOUT_FILENO)
    _ = fchdir(folder)
    for descriptor in [output, folder, sink] { close(descriptor) }
  }
  return try body()
}
