variables {
  github_repository = "example/babyfoot"
  environments      = ["demo", "campus"]
}

run "each_environment_is_deployed_by_its_own_role" {
  command = apply

  assert {
    condition     = toset(keys(output.github_role_arns)) == toset(["plan", "release", "deploy-demo", "deploy-campus"])
    error_message = "There is a role to plan, one to release, and one for each environment."
  }

  assert {
    condition = alltrue([
      for role in values(aws_iam_role.github) : !strcontains(role.assume_role_policy, "*")
    ])
    error_message = "No role trusts a pattern of runs."
  }

  assert {
    condition     = strcontains(aws_iam_role.github["deploy-campus"].assume_role_policy, "repo:example/babyfoot:environment:campus")
    error_message = "Only runs that were approved in GitHub's environment deploy it."
  }

  assert {
    condition     = aws_ecr_repository.app.image_tag_mutability == "IMMUTABLE"
    error_message = "An image's tag is never given to another."
  }
}

run "a_pattern_of_repositories_is_refused" {
  command = plan

  variables {
    github_repository = "example/*"
  }

  expect_failures = [var.github_repository]
}
