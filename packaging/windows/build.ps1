<#
Makes dist\gouji-VERSION-setup.exe, dist\gouji-VERSION-portable.zip and their sums on Windows 10 1809 or later, 64 bit, in
one command, with the checks of packaging/windows/make.py:

    powershell -ExecutionPolicy Bypass -File packaging\windows\build.ps1

Needs Python 3.11, 3.12 or 3.13 (64 bit, from python.org, with the launcher py) and NSIS 3 (nsis.sourceforge.io).
-Wheels FOLDER takes the Python packages from a folder instead of the index, for a machine without a network.
What is made is what lies in the folder, committed or not. The libraries of Python must bear a signature that this Windows
trusts; its modules in Lib are not compared with the signed catalogue, as make.py does.
#>
param([string]$Python = "", [string]$Wheels = "", [string]$Makensis = "")
$ErrorActionPreference = "Stop"
Set-Location (Join-Path $PSScriptRoot "..\..")

function Say($words) { Write-Host "build: $words" }
function Run($command, [string[]]$arguments) {
    & $command @arguments
    if ($LASTEXITCODE -ne 0) { throw "$command ended with $LASTEXITCODE" }
}
function Ask($command, [string[]]$arguments) { # what it says on its last line, without the errors that it may tell of
    # What a program says on standard error is an error to PowerShell 5.1, which would end here.
    $ErrorActionPreference = "Continue"
    $said = & $command @arguments 2>&1 | Where-Object { $_ -is [string] } | Select-Object -Last 1
    if ($LASTEXITCODE -eq 0 -and $said) { return "$said".Trim() }
    return ""
}

if (-not $Python) {
    if (Get-Command py -ErrorAction SilentlyContinue) {
        foreach ($minor in 11, 12, 13) {
            $Python = Ask "py" @("-3.$minor", "-c", "import sys; print(sys.executable if sys.maxsize > 2**32 else '')")
            if ($Python) { break }
        }
    }
    if (-not $Python) { throw "no 64-bit Python 3.11, 3.12 or 3.13: install one from python.org" }
}
if (-not $Makensis) {
    $places = "${env:ProgramFiles(x86)}\NSIS\makensis.exe", "$env:ProgramFiles\NSIS\makensis.exe"
    $Makensis = $places | Where-Object { Test-Path $_ } | Select-Object -First 1
    if (-not $Makensis) { throw "no NSIS 3: install it, or name it with -Makensis" }
}

Say "Python $(Ask $Python @('-c', 'import sys; print(sys.version)')), signed by the Python Software Foundation"
$base = Ask $Python @("-c", "import sys; print(sys.base_prefix)")
$binaries = @(Get-ChildItem "$base\*", "$base\DLLs\*" -Include *.exe, *.dll, *.pyd)
if ($binaries.Count -lt 20) { throw "$base does not look like Python from python.org" }
foreach ($file in $binaries) {
    $signature = Get-AuthenticodeSignature -LiteralPath $file.FullName
    $signer = if ($signature.SignerCertificate) { $signature.SignerCertificate.Subject } else { "nobody" }
    if ($signature.Status -ne "Valid" -or $signer -notmatch "O=(Python Software Foundation|Microsoft Corporation)") {
        throw "$($file.FullName): signed by $signer, $($signature.Status)"
    }
}

Say "Python packages as locked, into build\venv"
Run $Python @("-m", "venv", "--clear", "build\venv")
$venv = "build\venv\Scripts\python.exe"
$install = @("-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--require-hashes", "--only-binary=:all:")
if ($Wheels) { $install += @("--no-index", "--find-links", $Wheels) }
Run $venv ($install + @("-r", "requirements-dev.lock"))

Say "the program"
$env:PYTHONHASHSEED = "0" # the same names and orders whenever it is done, and one date where git can tell it
if ((-not $env:SOURCE_DATE_EPOCH) -and (Get-Command git -ErrorAction SilentlyContinue)) {
    $env:SOURCE_DATE_EPOCH = Ask "git" @("log", "-1", "--format=%ct")
}
Run $venv @("tools\package.py")
$staged = "build\frozen\gouji"
Copy-Item "assets\icons\gouji.ico" "$staged\gouji.ico"

Say "what must hold of it"
Run $venv @("packaging\windows\native.py", "check", $staged, "build\files.nsh")

Say "trying it"
Run "$staged\gouji-cli.exe" @("convert", "assets\example.json", "build\example.pdf")
Run "$staged\gouji-cli.exe" @("convert", "build\example.pdf", "build\example.json")

Say "the installer"
$version = Ask $venv @("packaging\windows\native.py", "version")
if (-not $version) { throw "pyproject.toml names no version" }
New-Item -ItemType Directory -Force dist | Out-Null
$setup = Join-Path (Resolve-Path dist).Path "gouji-$version-setup.exe"
$defined = @("/DVERSION=$version", "/DSTAGED=$((Resolve-Path $staged).Path)", "/DOUT=$setup")
$defined += "/DFILES=$((Resolve-Path 'build\files.nsh').Path)"
Run $Makensis (@("/V2", "/WX", "/INPUTCHARSET", "UTF8") + $defined + @("packaging\windows\gouji.nsi"))

Say "the program for a stick, and the sums"
Run $venv @("packaging\windows\native.py", "pack", $staged, "dist")
