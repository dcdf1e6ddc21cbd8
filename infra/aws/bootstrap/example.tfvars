github_repository = "example/babyfoot"
