call lawlint#Define('text')
