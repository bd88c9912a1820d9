"""What the two units of kind `scorecard` do: `document` judges whole documents, `line` judges lines."""
