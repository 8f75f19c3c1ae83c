#!/usr/bin/env node
// Kept outside dist so that the package manager can link it before the first build.
'use strict';
require('../dist/main.js');
