package io.github.bankhub.examples.spring;

import io.github.bankhub.domain.failure.BankHubException;
import io.github.bankhub.domain.failure.InvalidFieldException;
import io.github.bankhub.examples.links.LinkPage;
import io.github.bankhub.examples.links.Links;
import io.github.bankhub.examples.links.Problem;
import java.util.List;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The pages of a user. */
@RestController
record LinkController(Links links) {

  @PostMapping("/links")
  LinkPage open(@RequestParam String company, @RequestParam String user) {
    return links.open(company, user);
  }

  @GetMapping("/accounts")
  List<String> accounts(@RequestParam String user) {
    return links.accounts(user);
  }

  @GetMapping("/payments")
  List<String> payments(@RequestParam String account) {
    return links.payments(account);
  }

  @ExceptionHandler({BankHubException.class, InvalidFieldException.class})
  ResponseEntity<Problem> failed(RuntimeException failure) {
    return ResponseEntity.status(Problem.of(failure).status()).body(Problem.of(failure));
  }
}
