import Foundation
import Testing

extension CommandLineTests {
  /// What `descent components NAME` draws.
  @Suite struct ComponentPlotTests {
    let workspace: Workspace

    init() throws { workspace = try Workspace() }

    private func output(_ arguments: String..., locale: String = "C.UTF-8") async throws -> String {
      let ending = try await RunningProgram(
        ["components"] + arguments, in: workspace.url,
        environment: ["LC_ALL": "", "LC_CTYPE": "", "LANG": locale]
      ).ending()
      #expect(ending.status == 0 && ending.errors.isEmpty, "\(ending.errors)")
      return ending.output
    }

    static let pictures = [
      (
        "relu", "en_US.utf8",
        """
             ── f(x)   ·· f'(x)
          4 ┤                                                     ⣀⡴⠋
            │                                                  ⣀⡴⠚⠁
            │                                               ⢀⡤⠞⠁
            │                                            ⢀⡤⠞⠉
            │                                         ⢀⣠⠖⠋
            │                                       ⣠⠖⠋
            │                                    ⣠⠴⠋⠁
            │                            ⠂ ⠂ ⠂⣀⡶⠚⠃ ⠂ ⠂ ⠂ ⠂ ⠂ ⠂ ⠂ ⠂ ⠂
            │                              ⢀⡴⠚⠁
          0 ┤⣀⣀⣀⣀⣀⣀⣀⣀⣀⣀⣀⣀⣀⣀⣀⣀⣀⣀⣀⣀⣀⣀⣀⣀⣀⣀⣀⣀⡤⠞⠉
            └────────────────────────────────────────────────────────
             -4                          x                          4

        """
      ),
      (
        "cosine", "C.UTF-8",
        """
             ── multiplier of the learning rate
          1 ┤⠉⠉⠉⠉⠓⠒⠒⠦⠤⣄⣀⡀
            │           ⠉⠙⠲⠤⣄⡀
            │                ⠉⠓⠲⢤⣀
            │                    ⠈⠙⠲⣄⡀
            │                        ⠉⠓⠦⣄⡀
            │                            ⠙⠲⢤⣀
            │                               ⠈⠙⠲⢤⣀
            │                                   ⠈⠓⠲⢤⣀
            │                                       ⠈⠙⠒⠦⢤⣀⡀
          0 ┤                                             ⠉⠙⠒⠲⠤⠤⢤⣀⣀⣀⣀
            └────────────────────────────────────────────────────────
             0                    epochs, of 20                    20

        """
      ),
      (
        "leaky_relu", "POSIX",
        """
                 ** f(x)   .. f'(x)
              4 +                                                      **
                |                                                  *****
                |                                               ****
                |                                            ****
                |                                         ****
                |                                      ****
                |                                   ****
                |                            . . ****. . . . . . . . . .
                |                             ****
          -0.04 +******************************
                +--------------------------------------------------------
                 -4                          x                          4

        """
      ),
    ]

    @Test("a component is drawn, in ASCII where the locale knows no more", arguments: pictures)
    func picture(_ name: String, locale: String, picture: String) async throws {
      let output = try await output(name, locale: locale)
      #expect(output.hasSuffix(picture), "\(output)")
      #expect(output.hasPrefix("\(name), a"))
    }

    /// The least and the largest value of the function and its derivative, worked out elsewhere.
    static let ranges = [
      ("sigmoid", "0.01766", "0.982"), ("tanh", "-0.9993", "1"), ("swish", "-0.2785", "3.928"),
      ("softplus", "0.01799", "4.018"), ("log_loss", "-0.982", "4.018"), ("huber", "-1", "3.5"),
      ("squared_hinge", "-10", "25"), ("l2", "-0.004", "0.008"), ("exponential", "0.3585", "1"),
      ("step", "0.25", "1"),
    ]

    @Test("the axis holds the least and the largest value", arguments: ranges)
    func extremes(_ name: String, least: String, most: String) async throws {
      let labels = try await output(name).split(separator: "\n").filter { $0.contains("┤") }
        .compactMap { $0.split(separator: " ").first }
      #expect(labels.first ?? "" == most)
      #expect(labels.last ?? "" == least)
    }

    @Test("a name that two kinds share shows both, and what is no function of a number has no plot")
    func shared() async throws {
      let mae = try await output("mae")
      #expect(mae.contains("mae, a loss\n") && mae.contains("mae, a metric\n"))
      #expect(mae.components(separatedBy: "└").count == 2)
      for name in ["softmax", "momentum", "xavier", "moons"] {
        #expect(try await !output(name).contains("└"))
      }
    }

    @Test("a component of a plugin is drawn, too")
    func plugin() async throws {
      try workspace.write(
        """
        import Descent

        struct Twice: Activation {
          static let name = "twice"
          static let summary = "Twice its input"
          func callAsFunction<T: Scalar>(_ x: T) -> T { 2 * x }
        }

        let components: [any Component.Type] = [Twice.self]
        """, to: "twice.swift")
      let output = try await output("twice", "--plugin", "twice.swift")
      #expect(output.contains("   8 ┤") && output.contains("  -8 ┤"), "\(output)")
      #expect(output.contains("── f(x)   ·· f'(x)"))
    }
  }
}
