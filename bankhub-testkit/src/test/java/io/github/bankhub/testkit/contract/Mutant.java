package io.github.bankhub.testkit.contract;

import io.github.bankhub.domain.environment.BankHubEnvironment;
import io.github.bankhub.domain.operation.Operation;
import io.github.bankhub.domain.port.BankHub;
import io.github.bankhub.testkit.contract.Implementation.Client;
import io.github.bankhub.testkit.contract.MutantCall.Mutation;
import io.github.bankhub.testkit.fault.FaultScenario;

/**
 * An implementation with one fault, and the test that must find the fault.
 *
 * @param contract the contract that the mutant breaks, as a nested class of {@link
 *     InMemoryContractsTest}
 * @param name what the mutant does wrong
 * @param implementation the mutant
 * @param test the test that must fail
 * @param message a part of the test's message
 */
record Mutant(
    Class<?> contract, String name, Implementation implementation, String test, String message) {

  /** A client that makes the calls of one operation in a wrong way. */
  static Client calling(Operation operation, Mutation mutation) {
    return (service, rules, credentials) -> {
      BankHub right = service.connectedAs(credentials, rules);
      return Hub.calling(
          right,
          (called, fields) ->
              called == operation
                  ? mutation.call(new MutantCall(called, fields, right, service))
                  : right.call(called, fields, (response, zone) -> response));
    };
  }

  /** A client that is right but for the rules that it applies. */
  static Client applying(BankHubEnvironment wrong) {
    return (service, rules, credentials) -> service.connectedAs(credentials, wrong);
  }

  @Override
  public String toString() {
    return contract.getSimpleName() + ": a client that " + name + " fails " + test;
  }

  /** The mutants of one contract. */
  record Of(Class<?> contract, Operation operation) {

    /** A mutant that makes the calls of the contract's operation in a wrong way. */
    Mutant calls(String name, Mutation mutation, String test, String message) {
      return connects(name, calling(operation, mutation), test, message);
    }

    /** A mutant that makes the calls of the contract's operation in a wrong way, with one fault. */
    Mutant showing(
        FaultScenario scenario, String name, Mutation mutation, String test, String message) {
      return new Mutant(
          contract,
          name,
          Implementation.IN_MEMORY.with(calling(operation, mutation)).showing(scenario),
          test,
          message);
    }

    /** A mutant that is wrong in any other way. */
    Mutant connects(String name, Client client, String test, String message) {
      return new Mutant(contract, name, Implementation.IN_MEMORY.with(client), test, message);
    }
  }
}
