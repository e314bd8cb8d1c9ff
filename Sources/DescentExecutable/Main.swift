import DescentCommand

/// The program `descent`, with the components that come with it.
@main
struct Main: DescentProgram {}
