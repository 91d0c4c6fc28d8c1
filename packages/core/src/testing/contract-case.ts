/** The two functions of a test runner that a contract kit needs; those of jest, vitest and node:test all fit. */
export interface ContractTestRunner {
  readonly describe: (name: string, body: () => void) => unknown;
  readonly it: ((title: string, body: () => Promise<void>) => unknown) & {
    readonly skip: (title: string, body: () => Promise<void>) => unknown;
  };
}

/** One statement of a contract. */
export interface ContractCase<Subject, Capability extends string> {
  /** What holds, as the end of a sentence that begins with the subject's name. */
  readonly title: string;
  /** What the implementation must promise for this to be asked of it. */
  readonly needs: readonly Capability[];
  /** Rejects if the statement does not hold. */
  readonly run: (subject: Subject) => Promise<void>;
}

/** How the cases of a contract are shown to a test runner. */
export interface ContractOptions<Subject, Capability extends string> {
  readonly name: string;
  readonly runner: ContractTestRunner;
  readonly cases: readonly ContractCase<Subject, Capability>[];
  readonly capabilities: ReadonlySet<Capability>;
  /** A fresh subject for each case; it is disposed afterwards. */
  readonly make: () => Promise<Subject & Partial<AsyncDisposable>>;
}

/**
 * Hands the cases of a contract to a test runner. One whose capability is not promised is shown as skipped, with the reason.
 * @param options what to test and with what
 */
export function describeContract<Subject, Capability extends string>(options: ContractOptions<Subject, Capability>): void {
  const { name, runner, cases, capabilities, make } = options;
  runner.describe(name, () => {
    for (const { title, needs, run } of cases) {
      const lacking = needs.filter((need) => !capabilities.has(need));
      const body = async () => {
        const subject = await make();
        try {
          await run(subject);
        } finally {
          await subject[Symbol.asyncDispose]?.();
        }
      };
      if (lacking.length > 0) runner.it.skip(`${title} (not promised: ${lacking.join(', ')})`, body);
      else runner.it(title, body);
    }
  });
}
