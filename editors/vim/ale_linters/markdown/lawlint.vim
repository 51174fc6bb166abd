call lawlint#Define('markdown')
